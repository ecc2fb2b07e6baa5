# Who is asked, and what happens where nobody can answer. Each in a PowerShell of its own: a question in this one would wait for a key.

BeforeDiscovery {
    $Names = 'Start-EssRollback', 'Stop-OosExecution', 'Remove-OosExecution', 'Repair-EssScalingGroup', 'Start-EssRollingUpdate', 'Start-OosExecution', 'Resume-OosExecution'
}

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    # Each is caught, and what was changed by it is counted.
    $result = Invoke-TestScript @"
`$WarningPreference = 'SilentlyContinue'
`$paused = Start-EssRollingUpdate $GroupId -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting -PollingInterval 0.01
`$group = `$simulator.AddScalingGroup('broken', 2).ScalingGroupId
`$null = `$simulator.AddInstanceFault(`$simulator.InstancesOf(`$group)[0].InstanceId, 'StopInstance')
`$failed = Start-EssRollingUpdate `$group -ImageId $NewImage -BatchNumber 2 -Wait -PollingInterval 0.01 -ErrorAction SilentlyContinue
`$other = `$simulator.AddScalingGroup('other', 2).ScalingGroupId
`$lines = @{
    'Start-EssRollback' = { `$paused | Start-EssRollback }
    'Stop-OosExecution' = { `$paused | Stop-OosExecution }
    'Remove-OosExecution' = { `$failed | Remove-OosExecution }
    'Repair-EssScalingGroup' = { Repair-EssScalingGroup `$group }
    'Start-EssRollingUpdate' = { Start-EssRollingUpdate `$other -ImageId $NewImage -Confirm }
    'Start-OosExecution' = { Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup -Parameters @{ scalingGroupId = `$other } -Confirm }
    'Resume-OosExecution' = { `$paused | Resume-OosExecution -Confirm }
}
`$answers = foreach (`$name in `$lines.Keys) {
    `$before = @(Get-AliyunSimulatorCall -Mutating).Count
    try { `$null = & `$lines[`$name]; `$caught = `$null } catch { `$caught = `$_ }
    [pscustomobject]@{
        Name = `$name
        Id = `$caught.FullyQualifiedErrorId
        Text = "`$(`$caught | Out-String -Width 500)"
        Changes = @(Get-AliyunSimulatorCall -Mutating).Count - `$before
    }
}
`$answers | ConvertTo-Json
"@
    $NonInteractive = $result
    $Answers = $result.Output | ConvertFrom-Json
}

Describe 'Without anybody to answer' {
    It 'does not wait for an answer' {
        $NonInteractive.TimedOut | Should -BeFalse
        $NonInteractive.Error | Should -BeNullOrEmpty
        $NonInteractive.ExitCode | Should -Be 0
    }

    It 'refuses what asks, changes nothing, and says how to go on: <_>' -ForEach $Names {
        $answer = $Answers | Where-Object Name -EQ $_
        $answer.Id | Should -BeLike 'ConfirmationNotPossible,RollingUpdate.*'
        $answer.Text | Should -Match ([regex]::Escape('-Confirm:$false'))
        $answer.Changes | Should -Be 0
    }

    It 'goes on with -Confirm:$false, and with $ConfirmPreference None' {
        $result = Invoke-TestScript -Frozen @"
`$WarningPreference = 'SilentlyContinue'
Start-EssRollingUpdate $GroupId -Script 'echo 1' | Stop-OosExecution -Confirm:`$false
`$ConfirmPreference = 'None'
Start-EssRollingUpdate $GroupId -Script 'echo 1' | Stop-OosExecution
(Get-AliyunSimulatorCall -Mutating).Action -join ' '
"@
        $result.Error | Should -BeNullOrEmpty
        $result.Output.Trim() | Should -Be 'StartExecution CancelExecution StartExecution CancelExecution'
    }

    It 'starts an update without a question, and does not wait for a required parameter that is missing' {
        $result = Invoke-TestScript -Frozen "(Start-EssRollingUpdate $GroupId -ImageId $NewImage).Status; Start-EssRollingUpdate -ImageId $NewImage"
        $result.TimedOut | Should -BeFalse
        $result.Output | Should -Match '^Running'
        $result.Error + $result.Output | Should -Match 'ScalingGroupId'
    }
}

Describe 'The impact that is declared' {
    BeforeAll {
        Import-Module $ModulePath
    }

    It 'is High for what takes back, cancels or deletes: <_>' -ForEach 'Start-EssRollback', 'Stop-OosExecution', 'Remove-OosExecution', 'Repair-EssScalingGroup' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command $_)).ConfirmImpact | Should -Be 'High'
    }

    It 'is Medium for what starts and resumes: <_>' -ForEach 'Start-EssRollingUpdate', 'Start-OosExecution', 'Resume-OosExecution' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command $_)).ConfirmImpact | Should -Be 'Medium'
    }
}

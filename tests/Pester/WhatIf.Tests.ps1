# -WhatIf says what would be done and does nothing: for every cmdlet that has it, the simulator's log has no call that changes something.

BeforeDiscovery {
    . "$PSScriptRoot/TestCloud.ps1"
    # What is typed for each cmdlet, with things that are there.
    $Lines = @{
        'Start-EssRollingUpdate' = { Start-EssRollingUpdate $GroupId -ImageId $NewImage -BatchNumber 2 -WhatIf }
        'Start-EssRollback' = { Start-EssRollback $Done.ExecutionId -WhatIf }
        'Repair-EssScalingGroup' = { Repair-EssScalingGroup $Broken -WhatIf }
        'Start-OosExecution' = { Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup -Parameters @{ scalingGroupId = $GroupId } -WhatIf }
        'Resume-OosExecution' = { Resume-OosExecution $Paused.ExecutionId -WhatIf }
        'Stop-OosExecution' = { Stop-OosExecution $Paused.ExecutionId -WhatIf }
        'Suspend-EssProcess' = { Suspend-EssProcess $GroupId ScaleIn -WhatIf }
        'Resume-EssProcess' = { Resume-EssProcess $Broken -WhatIf }
        'Export-EssRollingUpdateReport' = { $Done | Export-EssRollingUpdateReport (Join-Path $TestDrive 'whatif.html') -WhatIf }
        'New-AliyunRamUser' = { New-AliyunRamUser clitest -PolicyName AliyunOOSFullAccess -SaveProfile whatif -WhatIf }
        'Remove-OosExecution' = { Remove-OosExecution $Done.ExecutionId -WhatIf }
    }
    $Cases = foreach ($name in $Lines.Keys | Sort-Object) { @{ Name = $name; Line = $Lines[$name] } }
}

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud
    $Done = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -RollbackScript 'echo 2' -Wait -PollingInterval 0.01
    $Paused = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -BatchNumber 2 -BatchPauseOption EveryBatchPause |
        Wait-OosExecution -Until Waiting -PollingInterval 0.01 -WarningAction SilentlyContinue
    $Broken = New-TestGroup $Simulator
    $null = $Simulator.InstancesOf($Broken)[0].InstanceId | ForEach-Object { $Simulator.AddInstanceFault($_, 'StopInstance') }
    $null = Start-EssRollingUpdate $Broken -ImageId $NewImage -BatchNumber 2 -Wait -PollingInterval 0.01 -ErrorAction SilentlyContinue
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe '-WhatIf' {
    It 'is tried below for every cmdlet of the module that has it' -ForEach @{ Tried = $Lines.Keys } {
        # What works on the profile file makes no call: Profiles.Tests.ps1 tries it.
        Get-Command -Module RollingUpdate -CommandType Cmdlet |
            Where-Object { $_.Parameters.ContainsKey('WhatIf') -and $_.Noun -ne 'AliyunProfile' } |
            ForEach-Object Name | Should -BeIn $Tried
    }

    It 'changes nothing: <Name>' -ForEach $Cases {
        $before = @($Simulator | Get-AliyunSimulatorCall -Mutating).Count
        $Error.Clear()
        $output = & $Line
        $Error | Should -BeNullOrEmpty
        @($Simulator | Get-AliyunSimulatorCall -Mutating).Count | Should -Be $before
        $output | Should -BeNullOrEmpty
        Get-ChildItem $TestDrive -Filter *.html | Should -BeNullOrEmpty
    }

    It 'changes nothing with $WhatIfPreference: <Name>' -ForEach $Cases {
        $before = @($Simulator | Get-AliyunSimulatorCall -Mutating).Count
        $Error.Clear()
        $WhatIfPreference = $true
        $null = & ([scriptblock]::Create($Line.ToString().Replace('-WhatIf', '')))
        $WhatIfPreference = $false
        $Error | Should -BeNullOrEmpty
        @($Simulator | Get-AliyunSimulatorCall -Mutating).Count | Should -Be $before
    }

    It 'still tells of bad input' {
        { Start-EssRollingUpdate 'asg-****' -ImageId $NewImage -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidScalingGroupId,*'
    }
}

Describe 'What -WhatIf shows' {
    It 'lists the batches and processes of an update, the way back of a rollback, and each step of a repair' {
        $result = Invoke-TestScript @"
Start-EssRollingUpdate $GroupId -ImageId $NewImage -BatchNumber 2 -WhatIf
`$update = Start-EssRollingUpdate $GroupId -ImageId $NewImage -BatchNumber 2 -Wait -PollingInterval 0.01
`$update | Start-EssRollback -WhatIf
`$simulator.SetInstanceLifecycleState(`$simulator.Instances[0].InstanceId, 'Standby')
Stop-OosExecution `$update.ExecutionId -WhatIf
"@
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Match "What if: Update $GroupId \(web\) to image $([regex]::Escape($NewImage)) in 2 batches"
        $result.Output | Should -Match 'batch 2: i-\w+, i-'
        $result.Output | Should -Match "What if: .*$([regex]::Escape($OldImage))"
        # A change that is the same for many instances is told once.
        $result.Output | Should -Match "batch 1: i-\w+, i-\w+, i-\w+ \($([regex]::Escape("$NewImage -> $OldImage"))\)"
        $result.Output | Should -Match 'has ended already: it is Success'
    }
}

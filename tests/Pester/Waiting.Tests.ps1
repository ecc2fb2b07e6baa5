# Waiting for an update: its end, its pauses, gates, progress, time limits.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud

    # The records of the progress stream, which only another runspace gives as objects.
    function Get-Progress([string] $Script) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("param(`$ModulePath, `$Simulator) Import-Module `$ModulePath; `$null = `$Simulator | Connect-Aliyun; $Script").AddArgument($ModulePath).AddArgument($Simulator)
            $null = $shell.Invoke()
            $shell.Streams.Progress.ReadAll()
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe 'Wait-OosExecution' {
    It 'gives the execution as it is when it has ended' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1'
        $update.IsTerminal | Should -BeFalse
        $ended = $update | Wait-OosExecution -PollingInterval 0.01
        $ended.Status, $ended.IsTerminal | Should -Be 'Success', $true
        $ended.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'gives at once what has ended long ago' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -Wait -PollingInterval 0.01
        ($update | Wait-OosExecution).Status | Should -Be 'Success'
    }

    It 'ends with an error when its time is up, and leaves the update running' {
        $still = Start-AliyunSimulator -InstanceCount 2 -Frozen
        $null = $still | Connect-Aliyun
        try {
            $update = Start-EssRollingUpdate $GroupId -Script 'echo 1'
            { $update | Wait-OosExecution -Timeout 0.05 -PollingInterval 0.01 -ErrorAction Stop } | Should -Throw -ErrorId 'WaitTimedOut,*'
            $still.FindExecution($update.ExecutionId).Status | Should -Be 'Running'
        }
        finally {
            $still | Stop-AliyunSimulator
            $null = $Simulator | Connect-Aliyun
        }
    }

    It 'tells of a pause and what to type, and goes on after it' {
        $paused = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -BatchNumber 2 -BatchPauseOption FirstBatchPause |
            Wait-OosExecution -Until Waiting -PollingInterval 0.01 -WarningVariable warnings
        $paused.Status | Should -Be 'Waiting'
        $warnings | Where-Object { $_ -match "pauses after batch 1 of 2. Go on with: Resume-OosExecution $($paused.ExecutionId)" } | Should -HaveCount 1
        $paused | Resume-OosExecution | Should -BeNullOrEmpty
        ($paused | Wait-OosExecution -PollingInterval 0.01).Status | Should -Be 'Success'
    }

    It 'tells each batch in the information stream' {
        $null = Start-EssRollingUpdate (New-TestGroup $Simulator 4) -Script 'sleep 100' -BatchNumber 2 -Wait -PollingInterval 0.01 -InformationVariable told
        $told.Tags | Should -Contain 'RollingUpdate'
        "$told" | Should -Match 'batch 1 of 2 done, 2 of 4 instances succeeded'
        "$told" | Should -Match 'is Success after'
    }

    It 'gives a cancelled update, and an error' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'sleep 5000'
        $update | Stop-OosExecution -Confirm:$false
        $ended = $update | Wait-OosExecution -PollingInterval 0.01 -ErrorAction SilentlyContinue -ErrorVariable errors
        $ended.Status | Should -Be 'Cancelled'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExecutionFailed,*'
    }
}

Describe 'Resume-OosExecution' {
    It '<Action>s the instance that failed' -ForEach @{ Action = 'Retry'; State = 'InService' }, @{ Action = 'Skip'; State = 'Standby' } {
        $group = New-TestGroup $Simulator
        $instance = $Simulator.InstancesOf($group)[0].InstanceId
        $null = $Simulator | Add-AliyunSimulatorFault -InstanceId $instance -Step RunCommand
        $paused = Start-EssRollingUpdate $group -Script 'echo 1' -BatchNumber 2 -FailureAction Pause | Wait-OosExecution -Until Waiting -PollingInterval 0.01
        ($paused | Resume-OosExecution -Action $Action -PassThru).ExecutionId | Should -Be $paused.ExecutionId
        ($paused | Wait-OosExecution -PollingInterval 0.01).Status | Should -Be 'Success'
        ($Simulator.InstancesOf($group) | Where-Object InstanceId -EQ $instance).LifecycleState | Should -Be $State
    }

    It 'says which action fits, where another was given' {
        $paused = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting -PollingInterval 0.01
        { $paused | Resume-OosExecution -Action Retry -ErrorAction Stop } | Should -Throw -ErrorId 'WrongResumeAction,*'
        $paused | Stop-OosExecution -Confirm:$false
        { $paused | Resume-OosExecution -ErrorAction Stop } | Should -Throw -ErrorId 'ExecutionNotWaiting,*'
    }
}

Describe 'Gates' {
    It 'runs in the scope it was written in, and sees the update and its instances' {
        $seen = [System.Collections.Generic.List[string]]::new()
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator 4) -Script 'echo 1' -BatchNumber 2 -PollingInterval 0.01 -Gate {
            $seen.Add("$($_.Direction) $($_.InstancesSucceeded) $($Instances.Count) $($args[0].ExecutionId -eq $_.ExecutionId)")
            $true
        }
        $update.Status | Should -Be 'Success'
        $seen | Should -Be 'Invoke 2 2 True'
    }

    It 'leaves the update paused when it says no, and says how to go on' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -BatchNumber 2 -PollingInterval 0.01 -GateTimeout 0.01 -Gate { $false } -ErrorAction SilentlyContinue -ErrorVariable errors
        $update.Status | Should -Be 'Waiting'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GateFailed,*'
        $errors[0] | Out-String | Should -Match "Resume-OosExecution $($update.ExecutionId)"
        $Simulator.FindExecution($update.ExecutionId).Status | Should -Be 'Waiting'
    }

    It 'takes the update back when it says no and that is asked for' {
        $group = New-TestGroup $Simulator
        $ended = Start-EssRollingUpdate $group -ImageId $NewImage -BatchNumber 2 -PollingInterval 0.01 -GateTimeout 0.01 -FailureAction Rollback -Gate { throw 'latency is up' } -ErrorAction SilentlyContinue -ErrorVariable errors
        "$errors" | Should -Match 'latency is up'
        $ended[-1].Status | Should -Be 'Success'
        $Simulator.InstancesOf($group).ImageId | Select-Object -Unique | Should -Be $OldImage
        $Simulator.InstancesOf($group).LifecycleState | Select-Object -Unique | Should -Be 'InService'
    }
}

Describe 'Progress' {
    It 'shows the update and its instances, and completes every bar' {
        $group = New-TestGroup $Simulator 2
        $records = Get-Progress "Start-EssRollingUpdate $group -Script 'sleep 300' -BatchNumber 2 -Wait -PollingInterval 0.01"
        $records | Should -Not -BeNullOrEmpty
        $records[0].Activity | Should -Match $group
        $open = $records | Group-Object ActivityId | Where-Object { $_.Group[-1].RecordType -ne 'Completed' }
        $open | Should -BeNullOrEmpty
    }

    It 'is silent where $ProgressPreference says so' {
        Get-Progress "`$ProgressPreference = 'SilentlyContinue'; Start-EssRollingUpdate $(New-TestGroup $Simulator) -Script 'echo 1' -Wait -PollingInterval 0.01" | Should -BeNullOrEmpty
    }
}

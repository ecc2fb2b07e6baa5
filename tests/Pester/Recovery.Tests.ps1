# Taking an update back, and putting right what one left.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud

    # A group in which an update by image failed half way.
    function New-BrokenGroup {
        $group = New-TestGroup $Simulator 4
        $null = $Simulator | Add-AliyunSimulatorFault -InstanceId $Simulator.InstancesOf($group)[3].InstanceId -Step StopInstance
        $update = Start-EssRollingUpdate $group -ImageId $NewImage -BatchNumber 2 -Wait -PollingInterval 0.01 -ErrorAction SilentlyContinue
        [pscustomobject]@{ ScalingGroupId = $group; Update = $update }
    }

    function Get-ConfigurationImage([string] $Group) {
        ($Simulator.ScalingConfigurations | Where-Object ScalingGroupId -EQ $Group).ImageId
    }
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe 'Start-EssRollback' {
    It 'takes back a failed update, and the scaling configuration too' {
        $broken = New-BrokenGroup
        $broken.Update.Status | Should -Be 'Failed'
        ($broken.Update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
        $Simulator.InstancesOf($broken.ScalingGroupId).ImageId | Select-Object -Unique | Should -Be $OldImage
        Get-ConfigurationImage $broken.ScalingGroupId | Should -Be $OldImage
        (Get-EssScalingGroup -ScalingGroupId $broken.ScalingGroupId).SuspendedProcesses | Should -BeNullOrEmpty
    }

    It 'leaves the scaling configuration where that is asked for' {
        $group = New-TestGroup $Simulator
        $null = Start-EssRollingUpdate $group -ImageId $NewImage -BatchNumber 2 -Wait -PollingInterval 0.01 |
            Start-EssRollback -KeepScalingConfiguration -Wait -PollingInterval 0.01 -Confirm:$false
        Get-ConfigurationImage $group | Should -Be $NewImage
    }

    It 'cancels an update that still runs first' {
        $group = New-TestGroup $Simulator
        $update = Start-EssRollingUpdate $group -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting -PollingInterval 0.01
        ($update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
        ($update | Get-OosExecution).Status | Should -Be 'Cancelled'
    }

    It 'is refused for a rollback' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -RollbackScript 'echo 2' -Wait -PollingInterval 0.01
        $rollback = $update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false
        { $rollback | Start-EssRollback -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'IsARollback,*'
    }

    It 'asks for the script that was never given' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -Wait -PollingInterval 0.01
        { $update | Start-EssRollback -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'RollbackScriptUnknown,*'
        ($update | Start-EssRollback -RollbackScript 'echo 2' -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
    }
}

Describe 'Repair-EssScalingGroup' {
    It 'puts right what a failed update left, and finds nothing afterwards' {
        $broken = New-BrokenGroup
        $steps = Get-EssScalingGroup -ScalingGroupId $broken.ScalingGroupId | Repair-EssScalingGroup -Confirm:$false -ErrorAction SilentlyContinue
        $steps | Should -Not -BeNullOrEmpty
        (Get-EssScalingGroup -ScalingGroupId $broken.ScalingGroupId).SuspendedProcesses | Should -BeNullOrEmpty
        (Get-EssScalingInstance $broken.ScalingGroupId).LifecycleState | Should -Not -Contain 'Standby'
        Repair-EssScalingGroup $broken.ScalingGroupId -Confirm:$false -ErrorAction SilentlyContinue |
            Where-Object Status -EQ 'Done' | Should -BeNullOrEmpty
    }

    It 'has nothing to do in a group that is well' {
        Repair-EssScalingGroup (New-TestGroup $Simulator) -Confirm:$false | Should -BeNullOrEmpty
    }
}

Describe 'Get-EssRollingUpdate and Get-EssRollingUpdateInstance' {
    It 'tells the history of a group, and which update needs a repair' {
        $broken = New-BrokenGroup
        $history = Get-EssRollingUpdate $broken.ScalingGroupId
        $history | Should -HaveCount 1
        $history.Kind, $history.Direction, $history.Status | Should -Be 'Image', 'Invoke', 'Failed'
        $history.NeedsRepair | Should -BeTrue
    }

    It 'tells the outcome of each instance' {
        $broken = New-BrokenGroup
        $instances = $broken.Update | Get-EssRollingUpdateInstance
        ($instances | Where-Object Status -EQ 'Failed').Error | Should -Match 'let this step fail'
        ($instances | Group-Object Batch).Name | Should -Be '1', '2'
    }
}

Describe 'Get-EssRollingUpdatePlan' {
    It 'shows checks and batches, and changes nothing' {
        $before = @($Simulator | Get-AliyunSimulatorCall -Mutating).Count
        $plan = Get-EssRollingUpdatePlan $GroupId -ImageId $NewImage -BatchNumber 2
        $plan.Batches | Should -HaveCount 2
        $plan.Status | Should -Be 'Passed'
        @($Simulator | Get-AliyunSimulatorCall -Mutating).Count | Should -Be $before
    }

    It 'says why an update would be refused' {
        $plan = Get-EssRollingUpdatePlan $GroupId -ImageId m-bp1doesnotexist00
        ($plan.Checks | Where-Object Status -EQ 'Failed').Detail | Should -Match 'm-bp1doesnotexist00'
        { Start-EssRollingUpdate $GroupId -ImageId m-bp1doesnotexist00 -ErrorAction Stop } | Should -Throw
    }
}

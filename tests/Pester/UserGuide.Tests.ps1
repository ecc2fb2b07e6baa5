# The user guide as it is typed: three updates and their rollbacks, in a real pwsh, against a simulator of this file's own.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $Simulator = Start-TestCloud
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe 'Step 1: the credentials' {
    It 'tells who they belong to' {
        (Get-AliyunCallerIdentity).AccountId | Should -Be $Simulator.AccountId
    }

    It 'lists the regions' {
        (Get-AliyunRegion).RegionId | Should -Contain 'cn-hangzhou'
    }
}

Describe 'Step 2: an update by image' {
    It 'puts the new image on every instance and on the scaling configuration, and takes it back' {
        $update = Start-EssRollingUpdate $GroupId -ImageId $NewImage -BatchNumber 2 -Wait -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        (Get-EssScalingInstance $GroupId -Include Image).ImageId | Select-Object -Unique | Should -Be $NewImage
        $Simulator.ScalingConfigurations[0].ImageId | Should -Be $NewImage

        $rollback = Get-OosExecution $update.ExecutionId | Start-EssRollback -BatchNumber 2 -Wait -PollingInterval 0.01 -Confirm:$false
        $rollback.Status | Should -Be 'Success'
        (Get-EssScalingInstance $GroupId -Include Image).ImageId | Select-Object -Unique | Should -Be $OldImage
        $Simulator.ScalingConfigurations[0].ImageId | Should -Be $OldImage
    }
}

Describe 'Step 2: an update by script' {
    It 'runs the script everywhere, and the rollback script in the rollback' {
        $update = Start-EssRollingUpdate $GroupId -Script "df -h`nifconfig" -RollbackScript 'echo undone' -BatchNumber 2 -Wait -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        $update.Outputs.commandOutputs | Should -HaveCount 5

        $rollback = $update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false
        $rollback.Status | Should -Be 'Success'
        $rollback.Outputs.commandOutputs | ForEach-Object { $_.Trim() } | Select-Object -Unique | Should -Be 'undone'
    }
}

Describe 'Step 2: an update by package' {
    It 'installs the version, and the one of before in the rollback' {
        $update = Start-EssRollingUpdate $GroupId -PackageName wordpress -PackageVersion v4 -BatchNumber 2 -Wait -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        (Get-EssScalingInstance $GroupId -Include Package).Packages | ForEach-Object { $_['wordpress'] } | Select-Object -Unique | Should -Be 'v4'

        $rollback = Start-EssRollback $update.ExecutionId -PackageVersion v3 -Wait -PollingInterval 0.01 -Confirm:$false
        $rollback.Status | Should -Be 'Success'
        (Get-EssScalingInstance $GroupId -Include Package).Packages | ForEach-Object { $_['wordpress'] } | Select-Object -Unique | Should -Be 'v3'
    }
}

Describe 'What an admin relies on' {
    It 'leaves nothing suspended and nobody in Standby' {
        (Get-EssScalingGroup $GroupId).SuspendedProcesses | Should -BeNullOrEmpty
        (Get-EssScalingInstance $GroupId).LifecycleState | Select-Object -Unique | Should -Be 'InService'
    }

    It 'changes nothing under -WhatIf' {
        $before = @(Get-AliyunSimulatorCall -Mutating).Count
        Start-EssRollingUpdate $GroupId -ImageId $NewImage -WhatIf
        @(Get-AliyunSimulatorCall -Mutating).Count | Should -Be $before
    }

    It 'says what to type instead of a placeholder' {
        { Start-EssRollingUpdate 'asg-bp18p2yfxow****' -ImageId $NewImage -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidScalingGroupId,*'
    }

    It 'runs as a background job' {
        $job = Start-EssRollingUpdate $GroupId -Script 'echo 1' -RollbackScript 'echo 0' -PollingInterval 0.01 -AsJob
        ($job | Wait-Job -Timeout 120 | Receive-Job).Status | Should -Be 'Success'
        $job | Remove-Job
    }
}

# Tab, through the engine's own completion.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud

    function Get-Completion([string] $Typed) {
        (TabExpansion2 $Typed $Typed.Length).CompletionMatches.CompletionText
    }
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe 'Names' {
    It 'completes cmdlets' {
        Get-Completion 'Start-EssRoll' | Should -Be 'Start-EssRollback', 'Start-EssRollingUpdate'
    }

    It 'completes parameters of the set that is typed' {
        Get-Completion "Start-EssRollingUpdate $GroupId -Roll" | Should -Contain '-RollbackScript'
        Get-Completion "Start-EssRollingUpdate $GroupId -PackageName wordpress -Roll" | Should -Not -Contain '-RollbackScript'
        Get-Completion 'Wait-OosExecution exec-1 -Poll' | Should -Be '-PollingInterval'
    }
}

Describe 'Choices' {
    It 'completes <Typed>' -ForEach @(
        @{ Typed = 'Start-EssRollingUpdate asg-1 -ImageId m-1 -FailureAction '; Expected = 'Pause', 'Rollback', 'Stop' }
        @{ Typed = 'Start-EssRollingUpdate asg-1 -ImageId m-1 -BatchPauseOption E'; Expected = 'EveryBatchPause' }
        @{ Typed = 'Start-EssRollingUpdate asg-1 -ImageId m-1 -SuspendProcess ScaleIn, Sc'; Expected = 'ScaleIn', 'ScaleOut', 'ScheduledAction' }
        @{ Typed = 'Get-OosExecution -Status Wa'; Expected = 'Waiting' }
        @{ Typed = 'Resume-OosExecution exec-1 -Action '; Expected = 'Approve', 'Retry', 'Skip' }
        @{ Typed = 'Wait-OosExecution exec-1 -Until '; Expected = 'Ended', 'Waiting' }
        @{ Typed = 'Add-AliyunSimulatorFault StartExecution Lo'; Expected = 'LoseReply' }
    ) {
        Get-Completion $Typed | Should -Be $Expected
    }
}

Describe 'Properties' {
    It 'knows what a cmdlet gives' {
        Get-Completion 'Get-EssScalingGroup | Where-Object ScalingGroupN' | Should -Contain 'ScalingGroupName'
        Get-Completion 'Start-EssRollingUpdate asg-1 -ImageId m-1 | Select-Object Waiting' | Should -Contain 'WaitingStatus'
    }
}

Describe 'What is in the cloud' {
    BeforeAll {
        $Group = New-TestGroup $Simulator
        $Paused = Start-EssRollingUpdate $Group -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting -PollingInterval 0.01
    }

    It 'completes groups by id, with the name to tell them by' {
        $typed = 'Start-EssRollingUpdate '
        $match = (TabExpansion2 $typed $typed.Length).CompletionMatches | Where-Object CompletionText -EQ $GroupId
        $match | Should -HaveCount 1
        $match.ToolTip | Should -Match 'web'
    }

    It 'completes groups by name' {
        Get-Completion 'Get-EssScalingGroup w' | Should -Contain 'web'
    }

    It 'completes images, packages and templates' {
        Get-Completion "Start-EssRollingUpdate $GroupId -ImageId aliyun_2" | Should -Contain $NewImage
        Get-Completion "Start-EssRollingUpdate $GroupId -PackageName word" | Should -Be 'wordpress'
        Get-Completion 'Start-OosExecution ACS-ESS-RollingUpdateByRun' | Should -Be 'ACS-ESS-RollingUpdateByRunCommandInScalingGroup'
    }

    It 'completes executions that can be stopped and updates that can be taken back' {
        Get-Completion 'Stop-OosExecution ' | Should -Contain $Paused.ExecutionId
        Get-Completion 'Start-EssRollback exec-' | Should -Contain $Paused.ExecutionId
    }

    It 'completes nothing, without an error, where the cloud refuses' {
        $Error.Clear()
        $null = $Simulator | Add-AliyunSimulatorFault -Action * -Fault Error -Code Forbidden -Count 1000
        Get-Completion 'Get-OosTemplate nothing' | Should -BeNullOrEmpty
        $Simulator.ClearFaults()
        $Error | Should -BeNullOrEmpty
    }
}

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

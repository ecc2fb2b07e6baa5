# Errors as PowerShell has them: -ErrorAction, -ErrorVariable, $Error, try and catch, and what an admin reads.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe '-ErrorAction' {
    It 'goes on with the next record by default, and tells of the bad one' {
        $found = 'exec-00000000000000000000', (Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1').ExecutionId |
            Get-OosExecution -ErrorAction SilentlyContinue -ErrorVariable errors
        $found | Should -HaveCount 1
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExecutionNotFound,*'
        $errors[0].TargetObject | Should -Be 'exec-00000000000000000000'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'Stop ends the script, for try and catch' {
        $caught = try { Get-EssScalingGroup asg-bp1nothing -ErrorAction Stop; 'went on' } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'ScalingGroupNotFound,*'
        $caught.Exception.GetType().Name | Should -Be 'RollingUpdateException'
    }

    It 'Stop comes from $ErrorActionPreference too' {
        $ErrorActionPreference = 'Stop'
        { Get-EssScalingGroup asg-bp1nothing; 'went on' } | Should -Throw -ErrorId 'ScalingGroupNotFound,*'
    }

    It 'SilentlyContinue keeps the error in $Error, Ignore does not' {
        $Error.Clear()
        Get-EssScalingGroup asg-bp1nothing -ErrorAction SilentlyContinue
        $Error | Should -HaveCount 1
        $Error[0].FullyQualifiedErrorId | Should -BeLike 'ScalingGroupNotFound,*'
        $Error.Clear()
        Get-EssScalingGroup asg-bp1nothing -ErrorAction Ignore
        $Error | Should -BeNullOrEmpty
    }

    It 'leaves one record in $Error for one bad input, and none of what was tried inside' {
        $null = Get-EssScalingGroup
        $Error.Clear()
        $null = Get-EssScalingGroup asg-bp1nothing -ErrorAction SilentlyContinue
        $Error | Should -HaveCount 1
        $Error.Clear()
        $null = Get-EssScalingGroup
        $Error | Should -BeNullOrEmpty
    }

    It 'sets $? to false' {
        Get-EssScalingGroup asg-bp1nothing -ErrorAction SilentlyContinue
        $? | Should -BeFalse
        $null = Get-EssScalingGroup
        $? | Should -BeTrue
    }

    It 'collects more errors with a plus sign' {
        Get-EssScalingGroup asg-bp1nothing -ErrorAction SilentlyContinue -ErrorVariable all
        Get-OosExecution exec-00000000000000000000 -ErrorAction SilentlyContinue -ErrorVariable +all
        $all | Should -HaveCount 2
    }
}

Describe 'What is caught before a call' {
    It '<Name>' -ForEach @(
        @{ Name = 'a placeholder as the group'; Line = { Start-EssRollingUpdate 'asg-bp18p2yfxow****' -ImageId $NewImage }; Id = 'InvalidScalingGroupId' }
        @{ Name = 'a group where an execution is meant'; Line = { Get-OosExecution $GroupId }; Id = 'InvalidExecutionId' }
        @{ Name = 'no time to wait'; Line = { Wait-OosExecution exec-40e2e17ef7e04 -Timeout 0 }; Id = 'InvalidTimeSpan' }
        @{ Name = 'a script and no text'; Line = { Start-EssRollingUpdate $GroupId -Script '' }; Id = '*' }
        @{ Name = 'a batch number out of range'; Line = { Start-EssRollingUpdate $GroupId -ImageId $NewImage -BatchNumber 0 }; Id = 'ParameterArgumentValidationError' }
        @{ Name = 'an image and a script at once'; Line = { Start-EssRollingUpdate $GroupId -ImageId $NewImage -Script 'echo 1' }; Id = 'AmbiguousParameterSet' }
        @{ Name = 'a process that does not exist'; Line = { Start-EssRollingUpdate $GroupId -ImageId $NewImage -SuspendProcess Scaling }; Id = 'CannotConvertArgumentNoMessage' }
        @{ Name = 'a script file that is not there'; Line = { Start-EssRollingUpdate $GroupId -ScriptPath (Join-Path $TestDrive 'none.sh') }; Id = '*' }
    ) {
        $Simulator.ClearCalls()
        { & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $Line")) } | Should -Throw -ErrorId "$Id,*"
        $Simulator | Get-AliyunSimulatorCall | Should -BeNullOrEmpty
    }
}

Describe 'What the service answers' {
    AfterEach {
        $Simulator.ClearFaults()
    }

    It 'is an error with code, request id and HTTP status: <Fault>' -ForEach @(
        @{ Fault = 'Throttle'; Id = 'Throttled'; Status = 400 }
        @{ Fault = 'Error'; Id = 'AccessDenied'; Status = 403; Extra = @{ Code = 'NoPermission'; HttpStatus = 403; Message = 'You are not authorized to perform this operation.' } }
    ) {
        $arguments = @{ Action = 'DescribeRegions'; Fault = $Fault; Count = 1000; InputObject = $Simulator }
        # Throttling is tried again for a while, which is waited for in real time; a service that says how long is believed.
        if ($Fault -eq 'Throttle') { $arguments.RetryAfter = [timespan]::FromMilliseconds(1) }
        if ($Extra) { $arguments += $Extra }
        $null = Add-AliyunSimulatorFault @arguments
        $null = Get-AliyunRegion -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $errors[0].Exception.HttpStatus | Should -Be $Status
        $errors[0].Exception.RequestId | Should -Not -BeNullOrEmpty
        $errors[0].Exception.Code | Should -Not -BeNullOrEmpty
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'passes one lost answer without an error' {
        $null = $Simulator | Add-AliyunSimulatorFault -Action DescribeScalingGroups -Fault Drop -Count 1
        $Error.Clear()
        (Get-EssScalingGroup $GroupId).ScalingGroupId | Should -Be $GroupId
        $Error | Should -BeNullOrEmpty
        $Simulator.Faults[0].IsUsedUp | Should -BeTrue
    }
}

Describe 'A failed update' {
    It 'is given, and is an error that names the instance, the task and the way back' {
        $group = New-TestGroup $Simulator
        $instance = $Simulator.InstancesOf($group)[0].InstanceId
        $null = $Simulator | Add-AliyunSimulatorFault -InstanceId $instance -Step RunCommand
        $update = Start-EssRollingUpdate $group -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -Wait -PollingInterval 0.01 -ErrorAction SilentlyContinue -ErrorVariable errors
        $update.Status | Should -Be 'Failed'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExecutionFailed,*'
        $errors[0].TargetObject.ExecutionId | Should -Be $update.ExecutionId
        $text = $errors[0] | Out-String
        $errors[0].Exception.Message | Should -Match "\(Script update of $group\) ended as Failed"
        $text | Should -Match $instance
        $text | Should -Match "Start-EssRollback $($update.ExecutionId)"
    }
}

Describe 'What an admin reads' {
    It 'is the message and what to type instead, in the <_>' -ForEach 'NormalView', 'ConciseView', 'CategoryView', 'DetailedView' {
        $ErrorView = $_
        $null = Get-EssScalingGroup asg-bp1nothing -ErrorAction SilentlyContinue -ErrorVariable errors
        $text = $errors[0] | Out-String -Width 200
        $text | Should -Match 'asg-bp1nothing'
        if ($_ -ne 'CategoryView') { $text | Should -Match 'There is no scaling group' }
    }

    It 'can be looked into with Get-Error' {
        $null = Get-EssScalingGroup asg-bp1nothing -ErrorAction SilentlyContinue
        Get-Error | Out-String | Should -Match 'ScalingGroupNotFound'
    }

    It 'is told in a script without a session and without a profile' {
        $script = Join-Path $TestDrive 'nobody.ps1'
        Set-Content $script "Import-Module '$ModulePath'; Get-EssScalingGroup"
        $result = Invoke-PowerShellFile $script -Environment @{ HOME = "$TestDrive"; USERPROFILE = "$TestDrive"; HOMEDRIVE = ''; ALIBABA_CLOUD_ACCESS_KEY_ID = '' }
        $result.TimedOut | Should -BeFalse
        $result.Error + $result.Output | Should -Match 'aliyun configure|Connect-Aliyun'
    }
}

# Updates and waits in the background, and the module in runspaces and processes of their own.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud
    # Where no time passes, an update stays as it was started.
    $Standing = Start-AliyunSimulator -InstanceCount 3 -Frozen
    $Key = @{
        AccessKeyId = $Simulator.AccessKeyId
        AccessKeySecret = $Simulator.AccessKeySecret
        RegionId = $Simulator.RegionId
        Endpoint = $Simulator.Endpoint
    }
}

AfterAll {
    $Standing | Stop-AliyunSimulator
    Stop-TestCloud $Simulator
}

Describe '-AsJob' {
    It 'gives a job at once, with Wait-Job and Receive-Job as of any job' {
        $job = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -PollingInterval 0.01 -AsJob
        $job | Should -BeOfType [System.Management.Automation.Job]
        (Get-Job -Id $job.Id).InstanceId | Should -Be $job.InstanceId
        $done = $job | Wait-Job -Timeout 60
        $done.State | Should -Be 'Completed'
        $job.HasMoreData | Should -BeTrue
        ($job | Receive-Job -Keep).Status | Should -Be 'Success'
        ($job | Receive-Job).Status | Should -Be 'Success'
        $job | Receive-Job | Should -BeNullOrEmpty
        $job | Remove-Job
        Get-Job -Id $job.Id -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'has failed when its update failed, and Receive-Job tells why' {
        $group = New-TestGroup $Simulator
        $null = $Simulator | Add-AliyunSimulatorFault -InstanceId $Simulator.InstancesOf($group)[0].InstanceId -Step RunCommand
        $job = Start-EssRollingUpdate $group -Script 'echo 1' -PollingInterval 0.01 -AsJob
        ($job | Wait-Job -Timeout 60).State | Should -Be 'Failed'
        $output = $job | Receive-Job -ErrorAction SilentlyContinue -ErrorVariable errors
        $output.Status | Should -Be 'Failed'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExecutionFailed,*'
        $job | Remove-Job
    }

    It 'stops waiting with Stop-Job, and leaves the update running' {
        $null = $Standing | Connect-Aliyun
        try {
            $job = Start-EssRollingUpdate $GroupId -Script 'echo 1' -PollingInterval 0.05 -AsJob
            # A job has begun to wait once its update is there.
            $deadline = [datetime]::UtcNow.AddMinutes(1)
            while (-not $Standing.Executions.Count -and [datetime]::UtcNow -lt $deadline) { $null = $job | Wait-Job -Timeout 0 }
            $job | Stop-Job
            $job.State | Should -Be 'Stopped'
            $Standing.Executions[0].Status | Should -Be 'Running'
            $job | Remove-Job
        }
        finally {
            $null = $Simulator | Connect-Aliyun
        }
    }

    It 'tells bad input at once, and starts no job' {
        $before = @(Get-Job).Count
        Start-EssRollingUpdate 'asg-****' -ImageId $NewImage -AsJob -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidScalingGroupId,*'
        @(Get-Job).Count | Should -Be $before
    }

    It 'starts no job under -WhatIf' {
        Start-EssRollingUpdate $GroupId -ImageId $NewImage -AsJob -WhatIf | Should -BeNullOrEmpty
    }

    It 'waits for many executions in one job' {
        $updates = 1..2 | ForEach-Object { Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' }
        $job = $updates | Wait-OosExecution -PollingInterval 0.01 -AsJob
        $job | Should -HaveCount 1
        $ended = $job | Wait-Job -Timeout 60 | Receive-Job
        ($ended.ExecutionId | Sort-Object) | Should -Be ($updates.ExecutionId | Sort-Object)
        $job | Remove-Job
    }

    It 'keeps each job to the session it was started in' {
        $group = New-TestGroup $Simulator
        $job = Start-EssRollingUpdate $group -Script 'echo 1' -PollingInterval 0.01 -AsJob
        Disconnect-Aliyun
        try {
            ($job | Wait-Job -Timeout 60 | Receive-Job).Status | Should -Be 'Success'
        }
        finally {
            $null = $Simulator | Connect-Aliyun
        }
        $job | Remove-Job
    }
}

Describe 'Runspaces and processes of their own' {
    It 'works in ForEach-Object -Parallel, each with a session of its own' {
        $groups = 1..3 | ForEach-Object { New-TestGroup $Simulator 1 }
        $states = $groups | ForEach-Object -ThrottleLimit 3 -Parallel {
            $WarningPreference = 'SilentlyContinue'
            Import-Module $using:ModulePath
            $key = $using:Key
            $null = Connect-Aliyun @key
            (Start-EssRollingUpdate $_ -Script 'echo 1' -Wait -PollingInterval 0.01).Status
        }
        $states | Should -Be 'Success', 'Success', 'Success'
    }

    It 'does not share the session of another runspace' {
        $other = @{ AccessKeyId = $Standing.AccessKeyId; AccessKeySecret = $Standing.AccessKeySecret; RegionId = $Standing.RegionId; Endpoint = $Standing.Endpoint }
        $shell = [powershell]::Create()
        try {
            $seen = $shell.AddScript({
                param($ModulePath, $Key)
                Import-Module $ModulePath
                $null = Connect-Aliyun @Key
                (Get-AliyunSession).Endpoint
            }).AddArgument($ModulePath).AddArgument($other).Invoke()
        }
        finally {
            $shell.Dispose()
        }
        $seen | Should -Be $Standing.Endpoint
        (Get-AliyunSession).Endpoint | Should -Be $Simulator.Endpoint
    }

    It 'works in a process of its own, and what comes back as XML is still understood' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -RollbackScript 'echo 0' -Wait -PollingInterval 0.01
        $file = Join-Path $TestDrive 'update.xml'
        $result = Invoke-TestScript "`$null = Connect-Aliyun -AccessKeyId '$($Simulator.AccessKeyId)' -AccessKeySecret (ConvertTo-SecureString '$([Net.NetworkCredential]::new('', $Simulator.AccessKeySecret).Password)' -AsPlainText -Force) -RegionId cn-hangzhou -Endpoint $($Simulator.Endpoint)
            Get-OosExecution $($update.ExecutionId) | Export-Clixml '$file'"
        $result.Error | Should -BeNullOrEmpty
        $back = Import-Clixml $file
        $back.Status | Should -Be 'Success'
        ($back | Get-OosExecution).ExecutionId | Should -Be $update.ExecutionId
    }
}

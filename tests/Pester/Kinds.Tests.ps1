# The other kinds of update, scaling configurations and processes, policies and the report.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe 'An update by file' {
    It 'brings the file, and the former one back' {
        $group = New-TestGroup $Simulator
        $update = Start-EssRollingUpdate $group -SourceUri https://files.example.com/app-2.tgz -DestinationPath /opt/app -Script 'echo installed' -RollbackSourceUri https://files.example.com/app-1.tgz -BatchNumber 2 -Wait -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        $Simulator.InstancesOf($group) | ForEach-Object { $_.Files['/opt/app/app-2.tgz'] } | Select-Object -Unique | Should -Be 'https://files.example.com/app-2.tgz'
        ($update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
        $Simulator.InstancesOf($group) | ForEach-Object { $_.Files['/opt/app/app-1.tgz'] } | Select-Object -Unique | Should -Be 'https://files.example.com/app-1.tgz'
    }
}

Describe 'An update by OSS object' {
    It 'brings the object, and the former one back' {
        $group = New-TestGroup $Simulator
        $update = Start-EssRollingUpdate $group -BucketName releases -ObjectName app-2.tgz -DestinationPath /opt/app -RollbackObjectName app-1.tgz -BatchNumber 2 -Wait -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        ($update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
        (Get-EssRollingUpdate $group).Kind | Select-Object -Unique | Should -Be 'OssFile'
    }
}

Describe 'An update of containers' {
    It 'gives a container another image, and its own back' {
        $settings = [RollingUpdate.Simulator.SimulatedScalingGroupSettings] @{ ScalingGroupName = 'eci' + [guid]::NewGuid().ToString('n').Substring(0, 8); GroupType = 'ECI'; InstanceCount = 2 }
        $group = $Simulator.AddScalingGroup($settings).ScalingGroupId
        $Simulator.SetContainers($group, '{"Name":"web","Image":"registry/web:1"}')
        $update = Start-EssRollingUpdate $group -Container @{ Name = 'web'; Image = 'registry/web:2' } -BatchNumber 2 -Wait -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        ($Simulator.InstancesOf($group).Containers | ConvertFrom-Json).Image | Select-Object -Unique | Should -Be 'registry/web:2'
        ($update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
        ($Simulator.InstancesOf($group).Containers | ConvertFrom-Json).Image | Select-Object -Unique | Should -Be 'registry/web:1'
    }
}

Describe 'Scaling configurations and processes' {
    It 'shows the configuration of a group, from the pipeline' {
        (Get-EssScalingGroup $GroupId | Get-EssScalingConfiguration).ImageId | Should -Be $OldImage
    }

    It 'suspends and resumes processes' {
        $group = New-TestGroup $Simulator
        Suspend-EssProcess $group ScaleIn, ScaleOut | Should -BeNullOrEmpty
        (Get-EssScalingGroup -ScalingGroupId $group).SuspendedProcesses | Should -Be 'ScaleIn', 'ScaleOut'
        (Get-EssScalingGroup -ScalingGroupId $group | Resume-EssProcess -Process ScaleIn -PassThru).SuspendedProcesses | Should -Be 'ScaleOut'
    }

    It 'leaves suspended after an update what was suspended before' {
        $group = New-TestGroup $Simulator
        Suspend-EssProcess $group AlarmNotification
        $null = Start-EssRollingUpdate $group -Script 'echo 1' -BatchNumber 2 -Wait -PollingInterval 0.01
        (Get-EssScalingGroup -ScalingGroupId $group).SuspendedProcesses | Should -Be 'AlarmNotification'
    }
}

Describe 'Get-EssRollingUpdatePolicy' {
    It 'prints a policy that is JSON, for each kind' {
        foreach ($policy in Get-EssRollingUpdatePolicy Image, Script) {
            ($policy.PolicyDocument | ConvertFrom-Json).Statement.Action | Should -Contain 'oos:StartExecution'
        }
    }
}

Describe 'Export-EssRollingUpdateReport' {
    It 'writes one page from the pipeline, and what was printed is text in it' {
        $group = New-TestGroup $Simulator
        $path = Join-Path $TestDrive 'report.html'
        $update = Start-EssRollingUpdate $group -Script 'echo "<script>alert(1)</script>"' -BatchNumber 2 -Wait -PollingInterval 0.01
        ($update | Export-EssRollingUpdateReport $path -PassThru).FullName | Should -Be $path
        $html = Get-Content -Raw $path
        $html | Should -Match $update.ExecutionId
        $html | Should -Not -Match '<script>alert'
    }

    It 'takes a path as PowerShell does, relative to the location' {
        $update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo 1' -BatchNumber 2 -Wait -PollingInterval 0.01
        Push-Location $TestDrive
        try {
            $update | Export-EssRollingUpdateReport ./here.html
        }
        finally {
            Pop-Location
        }
        Join-Path $TestDrive 'here.html' | Should -Exist
    }
}

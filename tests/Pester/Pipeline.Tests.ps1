# Objects in the pipeline, with the cmdlets every admin has at hand.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud
    $Simulator.AddExecutionHistory($GroupId, 1000)
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe 'Chains of the module''s own cmdlets' {
    It 'binds group to start to wait to instances to rollback by itself' {
        $name = $Simulator.AddScalingGroup('chain' + [guid]::NewGuid().ToString('n').Substring(0, 8), 2).ScalingGroupName
        $update = Get-EssScalingGroup $name | Start-EssRollingUpdate -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 | Wait-OosExecution -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        ($update | Get-EssRollingUpdateInstance).Output.Trim() | Should -Be '1', '1'
        ($update | Get-OosTaskExecution).TaskName | Should -Contain 'suspendProcess'
        $update | Get-OosExecutionLog | Should -Not -BeNullOrEmpty
        ($update | Start-EssRollback -Confirm:$false | Wait-OosExecution -PollingInterval 0.01).Status | Should -Be 'Success'
        (Get-EssScalingGroup $name | Get-EssRollingUpdate).Direction | Should -Be 'Rollback', 'Invoke'
    }

    It 'starts one update for each group that is piped' {
        $prefix = 'many' + [guid]::NewGuid().ToString('n').Substring(0, 8)
        foreach ($i in 1..3) { $null = $Simulator.AddScalingGroup("$prefix-$i", 1) }
        $updates = Get-EssScalingGroup "$prefix*" | Start-EssRollingUpdate -Script 'echo 1' -Wait -PollingInterval 0.01
        $updates | Should -HaveCount 3
        ($updates | Group-Object Status).Name | Should -Be 'Success'
        $updates.Parameters.scalingGroupId | Select-Object -Unique | Should -HaveCount 3
    }

    It 'takes ids as texts from a file' {
        $group = New-TestGroup $Simulator
        $list = Join-Path $TestDrive 'groups.csv'
        [pscustomobject]@{ ScalingGroupId = $group } | Export-Csv $list
        $update = Import-Csv $list | Start-EssRollingUpdate -Script 'echo 1' -Wait -PollingInterval 0.01
        $update.Status | Should -Be 'Success'
        ($update.ExecutionId | Get-OosExecution).ExecutionId | Should -Be $update.ExecutionId
    }
}

Describe 'Select-Object' {
    It 'stops reading pages when it has enough' {
        $before = @($Simulator | Get-AliyunSimulatorCall ListExecutions).Count
        Get-OosExecution | Select-Object -First 3 | Should -HaveCount 3
        # One page of ten or more, and at most the next one that was on its way already.
        @($Simulator | Get-AliyunSimulatorCall ListExecutions).Count - $before | Should -BeLessOrEqual 2
    }

    It 'leaves the session usable, and no error, after it has stopped a pipeline' {
        $Error.Clear()
        $null = Get-OosExecution | Select-Object -First 1
        $Error | Should -BeNullOrEmpty
        @(Get-OosExecution).Count | Should -BeGreaterOrEqual 1000
    }

    It 'expands properties' {
        Get-EssScalingGroup $GroupId | Select-Object -ExpandProperty ScalingGroupId | Should -Be $GroupId
    }

    It 'picks and computes properties' {
        $row = Get-EssScalingGroup $GroupId | Select-Object ScalingGroupName, @{ n = 'Size'; e = { "$($_.MinSize)-$($_.MaxSize)" } }
        $row.ScalingGroupName, $row.Size | Should -Be 'web', '0-20'
    }
}

Describe 'Where-Object, Group-Object, Sort-Object, Measure-Object' {
    It 'filters by a property' {
        Get-EssScalingInstance $GroupId | Where-Object LifecycleState -EQ 'InService' | Should -HaveCount 5
        Get-EssScalingInstance $GroupId | Where-Object { $_.LifecycleState -ne 'InService' } | Should -BeNullOrEmpty
    }

    It 'groups by a state' {
        $groups = Get-OosExecution | Group-Object Status
        ($groups | Where-Object Name -EQ 'Success').Count | Should -BeGreaterOrEqual 1000
    }

    It 'sorts by time, as times sort' {
        $sorted = Get-OosExecution | Sort-Object StartDate -Descending
        $sorted[0].StartDate | Should -BeGreaterOrEqual $sorted[-1].StartDate
        $sorted[0].StartDate | Should -BeOfType [DateTimeOffset]
    }

    It 'measures' {
        (Get-EssScalingGroup $GroupId | Measure-Object TotalInstanceCount -Sum).Sum | Should -Be 5
    }
}

Describe 'Keeping objects' {
    BeforeAll {
        $Update = Start-EssRollingUpdate (New-TestGroup $Simulator) -Script 'echo "a b"' -RollbackScript 'echo 2' -BatchNumber 2 -Wait -PollingInterval 0.01
    }

    It 'survives Export-Clixml and Import-Clixml, and is still understood' {
        $path = Join-Path $TestDrive 'update.clixml'
        $Update | Export-Clixml $path
        $kept = Import-Clixml $path
        $kept.ExecutionId | Should -Be $Update.ExecutionId
        $kept.Status | Should -Be 'Success'
        $kept.Parameters.invokeScript | Should -Be 'echo "a b"'
        $kept.StartDate.UtcDateTime | Should -Be $Update.StartDate.UtcDateTime
        ($kept | Get-OosExecution).ExecutionId | Should -Be $Update.ExecutionId
        ($kept | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
    }

    It 'becomes JSON without a warning, and reads as what it is' {
        $json = $Update | ConvertTo-Json -Depth 5 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $read = $json | ConvertFrom-Json
        $read.Status | Should -Be 'Success'
        $read.Parameters.batchNumber | Should -Be 2
        $read.Outputs.commandOutputs | Should -HaveCount 2
    }

    It 'becomes CSV with a column for each property' {
        $path = Join-Path $TestDrive 'instances.csv'
        Get-EssScalingInstance $GroupId -Include Image | Export-Csv $path
        $rows = Import-Csv $path
        $rows | Should -HaveCount 5
        $rows[0].ImageId | Should -Be $OldImage
        $rows[0].LifecycleState | Should -Be 'InService'
    }

    It 'compares two looks at a group' {
        $before = Get-EssScalingInstance $GroupId
        $after = Get-EssScalingInstance $GroupId
        Compare-Object $before $after -Property InstanceId, LifecycleState | Should -BeNullOrEmpty
    }
}

Describe 'Names with wildcards' {
    It 'finds groups by <_>' -ForEach 'web', 'we*', '[v-x]eb', 'w?b' {
        (Get-EssScalingGroup $_).ScalingGroupId | Should -Contain $GroupId
    }

    It 'finds nothing without an error where a wildcard fits nothing' {
        Get-EssScalingGroup 'nothing*' -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }
}

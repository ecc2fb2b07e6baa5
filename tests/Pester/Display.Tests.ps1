# What an admin sees: tables within 120 columns, lists, colours and none.

BeforeDiscovery {
    $Views = @(
        @{ Name = 'a scaling group'; Line = { Get-EssScalingGroup $GroupId }; Shows = 'asg-bp18p2yfxow2dloq', 'web', 'Active' }
        @{ Name = 'instances with images'; Line = { Get-EssScalingInstance $GroupId -Include Image }; Shows = 'i-bp1\w{17}', 'InService', '20200324.vhd' }
        @{ Name = 'instances with packages'; Line = { Get-EssScalingInstance $GroupId -Include Package }; Shows = 'wordpress( =)? v3' }
        @{ Name = 'an execution'; Line = { $Update }; Shows = 'exec-\w{20}', 'Success' }
        @{ Name = 'an update'; Line = { Get-EssRollingUpdate $Group }; Shows = 'exec-\w{20}', 'Script', 'Success' }
        @{ Name = 'the instances of an update'; Line = { $Update | Get-EssRollingUpdateInstance }; Shows = 'i-bp1\w{17}', 'Success', 'hello' }
        @{ Name = 'a task'; Line = { $Update | Get-OosTaskExecution }; Shows = 'suspendProcess', 'Success' }
        @{ Name = 'a log'; Line = { $Update | Get-OosExecutionLog }; Shows = 'Task suspendProcess started' }
        @{ Name = 'a template'; Line = { Get-OosTemplate ACS-ESS* }; Shows = 'ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup', 'Public' }
        @{ Name = 'a plan'; Line = { Get-EssRollingUpdatePlan $GroupId -ImageId $NewImage -BatchNumber 2 }; Shows = 'asg-bp18p2yfxow2dloq', 'Passed' }
        @{ Name = 'a region'; Line = { Get-AliyunRegion cn-hangzhou }; Shows = 'cn-hangzhou', 'Hangzhou' }
        @{ Name = 'a session'; Line = { Get-AliyunSession }; Shows = 'cn-hangzhou', '127.0.0.1' }
        @{ Name = 'a caller'; Line = { Get-AliyunCallerIdentity }; Shows = '1234567890123456' }
        @{ Name = 'a simulator'; Line = { $Simulator }; Shows = '127.0.0.1' }
        @{ Name = 'calls'; Line = { $Simulator | Get-AliyunSimulatorCall -Last 3 }; Shows = 'oos|ess|ecs|sts' }
        @{ Name = 'a fault'; Line = { $Simulator | Add-AliyunSimulatorFault -Action NoSuchAction -Fault Drop }; Shows = 'NoSuchAction', 'Drop' }
    )
}

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Rendering = $PSStyle.OutputRendering
    $Simulator = Start-TestCloud
    $Group = New-TestGroup $Simulator
    $Update = Start-EssRollingUpdate $Group -Script 'echo hello' -RollbackScript 'echo 2' -BatchNumber 2 -Wait -PollingInterval 0.01
}

AfterAll {
    $PSStyle.OutputRendering = $Rendering
    Stop-TestCloud $Simulator
}

Describe 'Views' {
    BeforeEach {
        $PSStyle.OutputRendering = 'PlainText'
    }

    It 'fits <Name> into 120 columns and shows what counts' -ForEach $Views {
        $text = & $Line | Out-String -Width 120
        foreach ($shown in $Shows) { $text | Should -Match $shown }
        ($text -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 120
        $text | Should -Not -Match "`e"
        # What a view that does not know its object shows.
        $text | Should -Not -Match 'System\.(Object|Collections|String)|Newtonsoft'
    }

    It 'lists <Name> within 120 columns' -ForEach $Views {
        $text = & $Line | Format-List | Out-String -Width 120
        foreach ($shown in $Shows) { $text -replace '\s+' | Should -Match ($shown -replace '\s+') }
        ($text -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 120
        $text | Should -Not -Match 'System\.(Object|Collections|String)\[|Newtonsoft'
    }

    It 'shows the same in strict mode: <Name>' -ForEach $Views {
        $objects = @(& $Line)
        $relaxed = $objects | Out-String -Width 120
        Set-StrictMode -Version Latest
        $Error.Clear()
        $objects | Out-String -Width 120 | Should -Be $relaxed
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'Colours' {
    It 'marks a state where colours are on, and not where they are off' {
        $PSStyle.OutputRendering = 'Ansi'
        $coloured = $Update | Out-String -Width 120
        $PSStyle.OutputRendering = 'PlainText'
        $plain = $Update | Out-String -Width 120
        $coloured | Should -Match "`e\[\d+(;\d+)*m[^`e]*Success"
        $plain | Should -Not -Match "`e"
        # The text is the same.
        ($coloured -replace "`e\[[0-9;]*m").Trim() | Should -Be $plain.Trim()
    }

    It 'writes none under NO_COLOR' {
        $result = Invoke-TestScript "Get-EssScalingGroup | Out-Host; Start-EssRollingUpdate $GroupId -Script 'echo 1' -Wait -PollingInterval 0.01 -Verbose | Out-Host; Get-EssScalingGroup asg-bp1nothing" -Environment @{ NO_COLOR = '1' }
        $result.Raw | Should -Not -Match "`e"
        $result.Output | Should -Match 'exec-\w{20} +Success'
    }
}

Describe 'Choosing columns' {
    It 'takes properties that are named' {
        $PSStyle.OutputRendering = 'PlainText'
        $Update | Format-Table ExecutionId, Status | Out-String | Should -Match "(?s)ExecutionId\s+Status.*$($Update.ExecutionId)\s+Success"
        $Update | Select-Object ExecutionId, Duration | Out-String | Should -Match $Update.ExecutionId
    }

    It 'shows every property with Format-List *' {
        $text = $Update | Format-List * | Out-String -Width 120
        foreach ($property in $Update.PSObject.Properties.Name) { $text | Should -Match "(?m)^$property +:" }
    }

    It 'groups by a state' {
        Get-EssScalingInstance $GroupId | Format-Table -GroupBy LifecycleState | Out-String -Width 120 | Should -Match 'LifecycleState: InService'
    }
}

# The profiles shared with the aliyun CLI, in a home of this file's own.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Before = @{}
    # What names a home or a key on this machine is put aside, and put back at the end.
    foreach ($name in 'HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_PROFILE', 'ALIBABA_CLOUD_ECS_METADATA_DISABLED') {
        $Before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $null)
    }
    $env:HOME = $env:USERPROFILE = "$TestDrive"
    $env:ALIBABA_CLOUD_ECS_METADATA_DISABLED = 'true'
    $Simulator = Start-TestCloud
    $Key = @{ AccessKeyId = $Simulator.AccessKeyId; AccessKeySecret = $Simulator.AccessKeySecret; RegionId = 'cn-hangzhou'; Endpoint = $Simulator.Endpoint }
    $Plain = [pscredential]::new('x', $Simulator.AccessKeySecret).GetNetworkCredential().Password
    $File = Join-Path $TestDrive '.aliyun/config.json'
}

AfterAll {
    Stop-TestCloud $Simulator
    foreach ($name in $Before.Keys) { [Environment]::SetEnvironmentVariable($name, $Before[$name]) }
}

Describe 'Profiles' {
    BeforeEach {
        Disconnect-Aliyun
        Remove-Item (Split-Path $File) -Recurse -Force -ErrorAction Ignore
        Set-AliyunProfile prod -Mode AK @Key -Current
    }

    It 'is used without signing in once it is current' {
        (Get-EssScalingGroup web).ScalingGroupId | Should -Be $GroupId
        $session = Get-AliyunSession
        $session.ProfileName, $session.IsConnected | Should -Be 'prod', $false
    }

    It 'is what the CLI reads' {
        $config = Get-Content -Raw $File | ConvertFrom-Json
        $config.current | Should -Be 'prod'
        $config.profiles[0].name, $config.profiles[0].mode, $config.profiles[0].region_id | Should -Be 'prod', 'AK', 'cn-hangzhou'
        $config.profiles[0].access_key_secret | Should -Be $Plain
    }

    It 'shows no secret' {
        Get-AliyunProfile | Format-List * | Out-String | Should -Not -Match ([regex]::Escape($Plain))
        Get-AliyunProfile | ConvertTo-Json -Depth 5 | Should -Not -Match ([regex]::Escape($Plain))
    }

    It 'switches, and finds by wildcard' {
        Set-AliyunProfile staging -Mode AK @Key
        (Get-AliyunProfile -Current).ProfileName | Should -Be 'prod'
        Switch-AliyunProfile staging
        (Get-AliyunProfile -Current).ProfileName | Should -Be 'staging'
        (Get-AliyunProfile st*).ProfileName | Should -Be 'staging'
    }

    It 'chooses a profile for one call, and from the pipeline' {
        Set-AliyunProfile staging -Mode AK @Key
        (Get-EssScalingGroup web -ProfileName staging).ProfileName | Should -Be 'staging'
        (Get-AliyunProfile staging | Connect-Aliyun).ProfileName | Should -Be 'staging'
    }

    It 'changes nothing on disk under -WhatIf' {
        $text = Get-Content -Raw $File
        Set-AliyunProfile prod -RegionId cn-shanghai -WhatIf
        Set-AliyunProfile other -Mode AK @Key -WhatIf
        Remove-AliyunProfile prod -WhatIf
        Switch-AliyunProfile prod -WhatIf
        Get-Content -Raw $File | Should -Be $text
    }

    It 'removes one, and says so when there is none' {
        Set-AliyunProfile staging -Mode AK @Key
        Remove-AliyunProfile staging -Confirm:$false
        Get-AliyunProfile st* | Should -BeNullOrEmpty
        { Remove-AliyunProfile staging -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ProfileNotFound,*'
        { Get-EssScalingGroup -ProfileName staging -ErrorAction Stop } | Should -Throw -ErrorId 'ProfileNotFound,*'
    }

    It 'completes names after -ProfileName, the current one first' {
        Set-AliyunProfile 'my staging' -Mode AK @Key
        $typed = 'Get-EssScalingGroup -ProfileName '
        (TabExpansion2 $typed $typed.Length).CompletionMatches.CompletionText | Should -Be 'prod', "'my staging'"
    }
}

# Signing in and out, and what a session leaves behind: in strict mode, in transcripts, in variables.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $WarningPreference = 'SilentlyContinue'
    $Simulator = Start-TestCloud
    $Secret = 'canary7Qx2' + [guid]::NewGuid().ToString('n').Substring(0, 20)
    $Simulator.AddAccessKey('LTAIcanary0000000000', $Secret)
    $SecureSecret = ConvertTo-SecureString $Secret -AsPlainText -Force
}

AfterAll {
    Stop-TestCloud $Simulator
}

Describe 'Connect-Aliyun' {
    AfterEach {
        $null = $Simulator | Connect-Aliyun
    }

    It 'takes a simulator from the pipeline, a key, and splatting' {
        ($Simulator | Connect-Aliyun).Endpoint | Should -Be $Simulator.Endpoint
        $key = @{ AccessKeyId = 'LTAIcanary0000000000'; AccessKeySecret = $SecureSecret; RegionId = 'cn-hangzhou'; Endpoint = $Simulator.Endpoint }
        (Connect-Aliyun @key).IsConnected | Should -BeTrue
        (Get-AliyunCallerIdentity).AccountId | Should -Be $Simulator.AccountId
    }

    It 'shows no more of the key than what tells it from others' {
        $key = @{ AccessKeyId = 'LTAIcanary0000000000'; AccessKeySecret = $SecureSecret; RegionId = 'cn-hangzhou'; Endpoint = $Simulator.Endpoint }
        $session = Connect-Aliyun @key
        $session | Format-List * | Out-String | Should -Not -Match 'LTAIcanary|canary7Qx2'
        $session | ConvertTo-Json | Should -Not -Match 'LTAIcanary|canary7Qx2'
    }

    It 'takes no secret as plain text' {
        { Connect-Aliyun -AccessKeyId LTAIcanary0000000000 -AccessKeySecret $Secret -RegionId cn-hangzhou -ErrorAction Stop } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }

    It 'tells a refused key as an error that says what to do' {
        $wrong = ConvertTo-SecureString 'wrong' -AsPlainText -Force
        $null = Connect-Aliyun -AccessKeyId LTAIcanary0000000000 -AccessKeySecret $wrong -RegionId cn-hangzhou -Endpoint $Simulator.Endpoint
        { Get-EssScalingGroup -ErrorAction Stop } | Should -Throw -ErrorId 'CredentialRefused,*'
    }

    It 'uses a region for one call without changing the session' {
        Get-EssScalingGroup -RegionId cn-shanghai | Should -BeNullOrEmpty
        (Get-AliyunSession).RegionId | Should -Be 'cn-hangzhou'
    }
}

Describe 'Secrets' {
    It 'are in no transcript, no stream, no error and no variable, whatever goes wrong' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $script = @"
`$secret = ConvertTo-SecureString `$env:CANARY -AsPlainText -Force
Remove-Item Env:CANARY
`$simulator.AddAccessKey('LTAIcanary0000000000', [pscredential]::new('x', `$secret).GetNetworkCredential().Password)
Start-Transcript '$transcript' | Out-Null
`$VerbosePreference = `$DebugPreference = `$InformationPreference = 'Continue'
Connect-Aliyun -AccessKeyId LTAIcanary0000000000 -AccessKeySecret `$secret -RegionId cn-hangzhou -Endpoint `$simulator.Endpoint
Get-AliyunSession | Format-List *
Get-EssScalingGroup | Format-List *
`$null = Add-AliyunSimulatorFault -Action DescribeRegions -Fault Malformed -Count 50
Get-AliyunRegion
Start-EssRollingUpdate $GroupId -Script 'echo 1' -Wait -PollingInterval 0.01
Connect-Aliyun -AccessKeyId LTAIcanary0000000000 -AccessKeySecret (ConvertTo-SecureString 'canary7QxWrong' -AsPlainText -Force) -RegionId cn-hangzhou -Endpoint `$simulator.Endpoint
Get-EssScalingGroup
`$Error | ForEach-Object { `$_ | Format-List * -Force; `$_.Exception.ToString() }
Get-Variable | Format-List | Out-String | Where-Object { `$_ -match 'canary7Qx' } | ForEach-Object { 'FOUND in a variable' }
Stop-Transcript | Out-Null
"@
        $result = Invoke-TestScript $script -Environment @{ CANARY = $Secret }
        $written = $result.Output + $result.Error + (Get-Content -Raw $transcript)
        $written | Should -Not -Match 'canary7Qx'
        $written | Should -Not -Match 'FOUND in a variable'
        # It was signed with, and the wire was shown.
        $written | Should -Match 'DEBUG: '
        $written | Should -Match 'exec-\w{20}'
    }
}

Describe 'Strict mode' {
    It 'lets the whole user guide through' {
        Set-StrictMode -Version Latest
        $group = New-TestGroup $Simulator
        $Error.Clear()
        $update = Get-EssScalingGroup -ScalingGroupId $group | Start-EssRollingUpdate -ImageId $NewImage -BatchNumber 2 -Wait -PollingInterval 0.01 -Gate { $_.InstancesFailed -eq 0 }
        $update | Get-EssRollingUpdateInstance | Where-Object { $_.Error } | Should -BeNullOrEmpty
        ($update | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:$false).Status | Should -Be 'Success'
        # Properties that have no value are there all the same.
        foreach ($name in 'ParentExecutionId', 'Description', 'EndDate', 'RamRole') { $update.PSObject.Properties.Name | Should -Contain $name }
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'Transcripts' {
    It 'keep what was started and how it ended, line by line' {
        $transcript = Join-Path $TestDrive 'night.txt'
        $result = Invoke-TestScript "Start-Transcript '$transcript' | Out-Null; Start-EssRollingUpdate $GroupId -Script 'sleep 200' -BatchNumber 2 -Wait -PollingInterval 0.01 -InformationAction Continue; Stop-Transcript | Out-Null"
        $result.ExitCode | Should -Be 0
        $text = Get-Content -Raw $transcript
        $text | Should -Match 'exec-\w{20}: batch 1 of 2 done, 3 of 5 instances succeeded, 0 failed\.'
        $text | Should -Match 'exec-\w{20} is Success after'
    }
}

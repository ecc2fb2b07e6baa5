# As a scheduler or a pipeline runs it: pwsh -NonInteractive -File, an exit code, output and errors on their own channels.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    $Failing = "`$null = Add-AliyunSimulatorFault -InstanceId `$simulator.Instances[0].InstanceId -Step RunCommand`n"
    $Line = "Start-EssRollingUpdate $GroupId -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -Wait -PollingInterval 0.01"
}

Describe 'The sample' {
    It 'runs the user guide and ends with 0' {
        $result = Invoke-PowerShellFile (Join-Path $Root 'samples/rolling-update.ps1')
        $result.TimedOut | Should -BeFalse
        $result.Error | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Match 'All three updates and their rollbacks succeeded'
    }
}

Describe 'Exit codes' {
    It 'is 0 when the update succeeded, with the object on the output and nothing on the error channel' {
        $result = Invoke-TestScript "`$ErrorActionPreference = 'Stop'; ($Line).Status"
        $result.ExitCode | Should -Be 0
        $result.Output.Trim() | Should -Be 'Success'
        $result.Error | Should -BeNullOrEmpty
    }

    It 'is 1 when the update failed and errors stop the script' {
        $result = Invoke-TestScript "$Failing`$ErrorActionPreference = 'Stop'; $Line; 'went on'"
        $result.ExitCode | Should -Be 1
        $result.Output | Should -Not -Match 'went on'
        $result.Error | Should -Match 'Start-EssRollback exec-'
    }

    It 'is the script''s own when it looks at the status' {
        $result = Invoke-TestScript "$Failing`$update = $Line -ErrorAction SilentlyContinue; if (`$update.Status -ne 'Success') { exit 3 }"
        $result.ExitCode | Should -Be 3
        $result.Error | Should -BeNullOrEmpty
    }

    It 'lets a script catch the error, take the update back and tell both' {
        $result = Invoke-TestScript @"
$Failing`$ErrorActionPreference = 'Stop'
try { $Line }
catch {
    `$rollback = `$_.TargetObject | Start-EssRollback -Wait -PollingInterval 0.01 -Confirm:`$false
    "`$(`$_.FullyQualifiedErrorId) then `$(`$rollback.Status)"
    exit 4
}
"@
        $result.ExitCode | Should -Be 4
        $result.Output | Should -Match 'ExecutionFailed,\S+ then Success'
    }

    It 'is 1 when nobody is signed in' {
        $script = Join-Path $TestDrive 'nobody.ps1'
        Set-Content $script "`$ErrorActionPreference = 'Stop'; Import-Module '$ModulePath'; Get-EssScalingGroup; 'went on'"
        $result = Invoke-PowerShellFile $script -Environment @{ HOME = "$TestDrive"; USERPROFILE = "$TestDrive"; HOMEDRIVE = ''; ALIBABA_CLOUD_ACCESS_KEY_ID = '' }
        $result.ExitCode | Should -Be 1
        $result.Output | Should -Not -Match 'went on'
        $result.Error | Should -Match 'aliyun configure|Connect-Aliyun'
    }
}

Describe 'Channels' {
    It 'writes no progress bar into a redirected output' {
        $result = Invoke-TestScript "$Line | Out-Null"
        $result.ExitCode | Should -Be 0
        $result.Raw.Trim() | Should -BeNullOrEmpty
    }

    It 'sends each stream where it is redirected to' {
        $log = Join-Path $TestDrive 'streams.log'
        $result = Invoke-TestScript "Start-EssRollingUpdate $GroupId -Script 'echo 1' -Wait -PollingInterval 0.01 -Verbose 3> '$log.warning' 4> '$log.verbose' 6> '$log.information' | ForEach-Object Status"
        $result.Output.Trim() | Should -Be 'Success'
        Get-Content -Raw "$log.warning" | Should -Match 'no rollback script'
        Get-Content -Raw "$log.verbose" | Should -Match 'exec-\w{20} is Success after'
        Get-Content -Raw "$log.information" | Should -Match 'exec-\w{20} is Success after'
    }
}

# What the Pester files share. Dot-source it in BeforeAll; every file has a simulator of its own.

$Root = (Resolve-Path "$PSScriptRoot/../..").Path
$ModulePath = Join-Path $Root 'RollingUpdate.psd1'
$SimulatorModulePath = Join-Path $Root 'src/RollingUpdate.Simulator/RollingUpdate.Simulator.psd1'
$GroupId = 'asg-bp18p2yfxow2dloq'
$OldImage = 'aliyun_2_1903_x64_20G_alibase_20200324.vhd'
$NewImage = 'aliyun_2_1903_x64_20G_alibase_20200529.vhd'

# Starts a simulator and signs in to it. Each request moves the simulated time on by a minute, so nothing is waited for in real time;
# with -Frozen no time passes, and what was started stays as it is.
function Start-TestCloud([int] $InstanceCount = 5, [switch] $Frozen) {
    Import-Module $ModulePath
    Import-Module $SimulatorModulePath
    $simulator = if ($Frozen) { Start-AliyunSimulator -InstanceCount $InstanceCount -Frozen } else { Start-AliyunSimulator -InstanceCount $InstanceCount -ClockStep 00:01:00 }
    $null = $simulator | Connect-Aliyun
    $simulator
}

function Stop-TestCloud($Simulator) {
    Disconnect-Aliyun
    $Simulator | Stop-AliyunSimulator -Confirm:$false
}

# A group of its own for a test that changes something, so that no test depends on another.
function New-TestGroup($Simulator, [int] $InstanceCount = 2) {
    $Simulator.AddScalingGroup('g' + [guid]::NewGuid().ToString('n').Substring(0, 12), $InstanceCount).ScalingGroupId
}

# The program and first arguments that start another PowerShell like this one: as a dotnet tool its process is dotnet, which is given its assembly.
$PowerShellCommand = @((Get-Process -Id $PID).Path) + @(if ((Get-Process -Id $PID).ProcessName -eq 'dotnet') { [Environment]::GetCommandLineArgs()[0] })

# Runs a script file in a PowerShell of its own, as a scheduler does, and tells its exit code, its output and its errors. A PowerShell that
# has not ended after two minutes is ended, and TimedOut is true.
function Invoke-PowerShellFile([string] $Path, [string[]] $Option = @('-NoProfile', '-NonInteractive'), [hashtable] $Environment = @{}) {
    $start = [Diagnostics.ProcessStartInfo]::new($PowerShellCommand[0])
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($argument in @($PowerShellCommand | Select-Object -Skip 1) + $Option + '-File' + $Path) { $start.ArgumentList.Add($argument) }
    # Nobody but the simulator is ever asked for credentials.
    $start.Environment['ALIBABA_CLOUD_ECS_METADATA_DISABLED'] = 'true'
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        $ended = $process.WaitForExit(120000)
        if (-not $ended) { $process.Kill($true) }
        $process.WaitForExit()
        [pscustomobject]@{
            ExitCode = $process.ExitCode
            TimedOut = -not $ended
            # Without the colours a host adds where it may.
            Output = $output.Result -replace "`e\[[0-9;]*m"
            Error = $errors.Result -replace "`e\[[0-9;]*m"
            Raw = $output.Result
        }
    }
    finally {
        $process.Dispose()
    }
}

# The first lines of every script that is run so: both modules, a simulator, signed in to. -Frozen as above.
function Get-ScriptHead([switch] $Frozen) {
    $clock = if ($Frozen) { '-Frozen' } else { '-ClockStep 00:01:00' }
    "Import-Module '$ModulePath'; Import-Module '$SimulatorModulePath'; `$simulator = Start-AliyunSimulator $clock; `$null = `$simulator | Connect-Aliyun`n"
}

# Writes a script with that head to a new file of the test drive and runs it.
function Invoke-TestScript([string] $Script, [switch] $Frozen, [string[]] $Option = @('-NoProfile', '-NonInteractive'), [hashtable] $Environment = @{}) {
    $path = Join-Path $TestDrive ([guid]::NewGuid().ToString('n') + '.ps1')
    Set-Content -LiteralPath $path -Value ((Get-ScriptHead -Frozen:$Frozen) + $Script)
    Invoke-PowerShellFile $path -Option $Option -Environment $Environment
}

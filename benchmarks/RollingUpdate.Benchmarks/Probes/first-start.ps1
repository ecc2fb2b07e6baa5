# Imports the module and starts an update in this PowerShell; prints milliseconds, milliseconds of the processor, those of the import alone,
# and after the import milliseconds of compiling and methods compiled: what StartProbe prints for the bare engine.
param([string] $Manifest, [string] $ScalingGroupId)

$cpu = [Environment]::CpuUsage.TotalTime
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Manifest
$compiling = [Runtime.JitInfo]::GetCompilationTime()
$methods = [Runtime.JitInfo]::GetCompiledMethodCount()
$import = $watch.Elapsed.TotalMilliseconds
$started = Start-EssRollingUpdate $ScalingGroupId -Script 'echo 1' -BatchNumber 2 -WarningAction SilentlyContinue
$time = $watch.Elapsed.TotalMilliseconds
$used = ([Environment]::CpuUsage.TotalTime - $cpu).TotalMilliseconds
if (-not $started) { throw 'Nothing was started.' }
[string]::Format([cultureinfo]::InvariantCulture, '{0:0.0} {1:0.0} {2:0.0} {3:0.0} {4}', $time, $used, $import,
    ([Runtime.JitInfo]::GetCompilationTime() - $compiling).TotalMilliseconds, [Runtime.JitInfo]::GetCompiledMethodCount() - $methods)

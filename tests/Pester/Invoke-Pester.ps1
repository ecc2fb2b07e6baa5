<#
.SYNOPSIS
Runs the Pester files in this PowerShell, with the Pester that the build restored.
.DESCRIPTION
`dotnet test` calls it for each file in the repository's own PowerShell host. It runs in any PowerShell 7: dotnet build first, then this script.
.EXAMPLE
./tests/Pester/Invoke-Pester.ps1
#>
[CmdletBinding()]
param(
    # The files to run; all of this folder when absent.
    [string[]] $Path = $PSScriptRoot,

    # The manifest of the Pester module.
    [string] $PesterPath = $(
        $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $HOME '.nuget/packages' }
        Join-Path $packages 'pester/6.2.0/tools/Pester.psd1'),

    # A file to write the result of each test to, as JSON; without it Pester shows them on the screen.
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
Import-Module $PesterPath
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = if ($ResultPath) { 'None' } else { 'Normal' }
$run = Invoke-Pester -Configuration $configuration
if ($ResultPath) {
    $tests = foreach ($test in $run.Tests) {
        @{ Name = $test.Path -join ' / '; ExpandedName = $test.ExpandedPath; Result = "$($test.Result)"; Error = ($test.ErrorRecord | ForEach-Object { "$_`n$($_.ScriptStackTrace)" }) -join "`n" }
    }
    $failures = foreach ($block in @($run.FailedBlocks) + @($run.FailedContainers)) { ($block.ErrorRecord | ForEach-Object { "$_`n$($_.ScriptStackTrace)" }) -join "`n" }
    ConvertTo-Json @{ Tests = @($tests); Failures = @($failures) } -Depth 4 | Set-Content -LiteralPath $ResultPath
}
if ($run.Result -ne 'Passed') { exit 1 }

<#
.SYNOPSIS
Shorthands for those who have pwsh; each is one dotnet command, which works without it.
.EXAMPLE
./build.ps1 Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { dotnet build }
        'Test' { dotnet test }
        'Demo' { dotnet run --project tools/PowerShellHost -- samples/rolling-update.ps1 }
        'Package' { dotnet run -c Release --project tools/Packager }
        'Clean' { dotnet clean }
    }
    if ($LASTEXITCODE -ne 0) {
        throw "$Task failed: dotnet ended with exit code $LASTEXITCODE."
    }
}
finally {
    Pop-Location
}

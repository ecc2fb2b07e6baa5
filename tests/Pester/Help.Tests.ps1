# Get-Help, of the built modules in a real PowerShell.

BeforeDiscovery {
    . "$PSScriptRoot/TestCloud.ps1"
    Import-Module $ModulePath, $SimulatorModulePath
    $Cmdlets = (Get-Command -Module RollingUpdate, RollingUpdate.Simulator -CommandType Cmdlet).Name
}

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
    Import-Module $ModulePath, $SimulatorModulePath
}

Describe 'Get-Help' {
    It 'explains <_>, each of its parameters, and has an example' -ForEach $Cmdlets {
        $command = Get-Command $_
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        # Without help, PowerShell shows the syntax as the synopsis.
        $help.Synopsis | Should -Not -Match "^\s*$_ \["
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 1
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        foreach ($parameter in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
            (Get-Help $command.Name -Parameter $parameter).description.Text | Should -Not -BeNullOrEmpty -Because "-$parameter of $($command.Name) has to be explained"
        }
    }

    It 'finds what there is about a word' {
        (Get-Help *EssRoll*).Name | Should -Contain 'Start-EssRollback'
        (Get-Help rollback).Name | Should -Contain 'Start-EssRollback'
    }

    It 'shows examples that are typed as they stand: <_>' -ForEach $Cmdlets {
        foreach ($example in (Get-Help $_ -Examples).examples.example) {
            $errors = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty -Because $example.code
        }
    }
}

# The module as it is found, imported, looked at and removed.

BeforeAll {
    . "$PSScriptRoot/TestCloud.ps1"
}

Describe 'Importing' {
    BeforeEach {
        Import-Module $SimulatorModulePath
        Import-Module $ModulePath
    }

    It 'writes nothing, warns of nothing and leaves no error' {
        Remove-Module RollingUpdate
        $Error.Clear()
        Import-Module $ModulePath -WarningVariable warnings -InformationVariable information -Verbose:$false | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $information | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    It 'can be removed and imported again, and works as before' {
        $simulator = Start-AliyunSimulator -ClockStep 00:01:00
        foreach ($time in 1..3) {
            Remove-Module RollingUpdate
            Get-Command Get-EssScalingGroup -Module RollingUpdate -ErrorAction Ignore | Should -BeNullOrEmpty
            Import-Module $ModulePath
            $null = $simulator | Connect-Aliyun
            (Get-EssScalingGroup $GroupId).ScalingGroupId | Should -Be $GroupId
        }
        Disconnect-Aliyun
        $simulator | Stop-AliyunSimulator
    }

    It 'can be imported again with -Force' {
        Import-Module $ModulePath -Force
        @(Get-Module RollingUpdate).Count | Should -Be 1
    }

    It 'stops the simulators of the session when their module is removed' {
        $simulator = Start-AliyunSimulator
        Remove-Module RollingUpdate.Simulator
        $simulator.IsRunning | Should -BeFalse
    }

    It 'can be imported with a prefix' {
        Remove-Module RollingUpdate
        Import-Module $ModulePath -Prefix Ali
        Get-Command Get-AliEssScalingGroup | Should -Not -BeNullOrEmpty
        Remove-Module RollingUpdate
    }

    It 'brings no engine assembly and no second Newtonsoft.Json into PowerShell 7' {
        $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic }
        @($loaded | Where-Object { $_.GetName().Name -eq 'System.Management.Automation' }).Count | Should -Be 1
        @($loaded | Where-Object { $_.GetName().Name -eq 'Newtonsoft.Json' }).Count | Should -Be 1
    }
}

Describe 'Discovery' {
    BeforeAll {
        Import-Module $ModulePath
        Import-Module $SimulatorModulePath
    }

    It 'has a valid manifest: <_>' -ForEach 'RollingUpdate.psd1', 'src/RollingUpdate.Simulator/RollingUpdate.Simulator.psd1' {
        $manifest = Test-ModuleManifest (Join-Path $Root $_)
        $manifest.Version | Should -BeGreaterThan ([version] '0.0')
        $manifest.Description | Should -Not -BeNullOrEmpty
        $manifest.CompatiblePSEditions | Should -Contain 'Core'
        $manifest.CompatiblePSEditions | Should -Contain 'Desktop'
        $manifest.PowerShellVersion | Should -Be '5.1'
    }

    It 'exports just the cmdlets of the manifest, and nothing else: <Name>' -ForEach @(
        @{ Name = 'RollingUpdate'; Manifest = 'RollingUpdate.psd1' }
        @{ Name = 'RollingUpdate.Simulator'; Manifest = 'src/RollingUpdate.Simulator/RollingUpdate.Simulator.psd1' }
    ) {
        $module = Get-Module $Name
        $wanted = (Import-PowerShellDataFile (Join-Path $Root $Manifest)).CmdletsToExport
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($wanted | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'finds the cmdlets by module, verb and noun' {
        (Get-Command -Module RollingUpdate -Verb Start).Name | Should -Contain 'Start-EssRollingUpdate'
        (Get-Command -Noun OosExecution).Name | Should -Contain 'Wait-OosExecution'
        (Get-Command Get-Ess* -Module RollingUpdate).Name | Should -Contain 'Get-EssScalingGroup'
    }

    It 'shows the syntax of every cmdlet, with the required parameters first' {
        foreach ($command in Get-Command -Module RollingUpdate, RollingUpdate.Simulator -CommandType Cmdlet) {
            Get-Command $command -Syntax | Out-String | Should -Match $command.Name
        }
        Get-Command Start-EssRollingUpdate -Syntax | Out-String | Should -Match ([regex]::Escape('Start-EssRollingUpdate [-ScalingGroupId] <string[]> -ImageId <string>'))
    }

    It 'is imported by itself when a cmdlet is typed and the module is on the path' {
        $folder = Join-Path $TestDrive 'Modules/RollingUpdate'
        $null = New-Item -ItemType Directory $folder -Force
        # As it is once it is installed: a folder of that name below the module path, here a manifest that leads to the built files.
        $built = (Get-Module RollingUpdate).Path
        $manifest = Import-PowerShellDataFile $ModulePath
        New-ModuleManifest (Join-Path $folder 'RollingUpdate.psd1') -RootModule $built -CmdletsToExport $manifest.CmdletsToExport -ModuleVersion 9.9
        $result = Invoke-TestScript "`$env:PSModulePath = '$(Join-Path $TestDrive Modules)'; Remove-Module RollingUpdate; (Get-EssScalingGroup).ScalingGroupId; (Get-Module RollingUpdate).Version.ToString()"
        $result.Output.Trim() -split '\s+' | Should -Be $GroupId, '9.9'
    }
}

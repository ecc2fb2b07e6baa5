@{
    RootModule             = 'bin/RollingUpdate.Simulator.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '1ff8ddc8-3656-4845-9acf-ff745e0ed07f'
    Author                 = 'RollingUpdate contributors'
    CompanyName            = 'RollingUpdate contributors'
    Copyright              = '(c) RollingUpdate contributors. MIT licence.'
    Description            = 'Alibaba Cloud Auto Scaling and Operation Orchestration Service in memory, over HTTP on loopback: rehearse and test rolling updates without a cloud.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('bin/RollingUpdate.Simulator.Format.ps1xml')
    CmdletsToExport        = @(
        'Add-AliyunSimulatorFault',
        'Get-AliyunSimulator',
        'Get-AliyunSimulatorCall',
        'Start-AliyunSimulator',
        'Stop-AliyunSimulator'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Alibaba', 'Aliyun', 'AutoScaling', 'ESS', 'OOS', 'ECS', 'RollingUpdate', 'Simulator', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'First version.'
        }
    }
}

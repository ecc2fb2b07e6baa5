@{
    RootModule             = 'bin/RollingUpdate.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '0bc442d9-9c83-4104-93b0-69d6be5eaad3'
    Author                 = 'RollingUpdate contributors'
    CompanyName            = 'RollingUpdate contributors'
    Copyright              = '(c) RollingUpdate contributors. MIT licence.'
    Description            = 'Rolling updates of Alibaba Cloud Auto Scaling groups: start, watch and roll back, batch by batch, through Operation Orchestration Service.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('bin/Ess.Format.ps1xml', 'bin/Oos.Format.ps1xml', 'bin/Policies.Format.ps1xml', 'bin/Profiles.Format.ps1xml', 'bin/Session.Format.ps1xml', 'bin/Updates.Format.ps1xml')
    CmdletsToExport        = @(
        'Connect-Aliyun'
        'Disconnect-Aliyun'
        'Export-EssRollingUpdateReport'
        'Get-AliyunCallerIdentity'
        'Get-AliyunProfile'
        'Get-AliyunRegion'
        'Get-AliyunSession'
        'Get-EssRollingUpdate'
        'Get-EssRollingUpdateInstance'
        'Get-EssRollingUpdatePlan'
        'Get-EssRollingUpdatePolicy'
        'Get-EssScalingConfiguration'
        'Get-EssScalingGroup'
        'Get-EssScalingInstance'
        'Get-OosExecution'
        'Get-OosExecutionLog'
        'Get-OosTaskExecution'
        'Get-OosTemplate'
        'New-AliyunRamUser'
        'Remove-AliyunProfile'
        'Remove-OosExecution'
        'Repair-EssScalingGroup'
        'Resume-EssProcess'
        'Resume-OosExecution'
        'Set-AliyunProfile'
        'Start-EssRollback'
        'Start-EssRollingUpdate'
        'Start-OosExecution'
        'Stop-OosExecution'
        'Suspend-EssProcess'
        'Switch-AliyunProfile'
        'Wait-OosExecution'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Alibaba', 'Aliyun', 'AutoScaling', 'ESS', 'OOS', 'ECS', 'RollingUpdate', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'First version: updates by image, script, package, file, OSS object and container group; plan, wait, gates, rollback, repair, reports; all profiles of the aliyun CLI; an offline simulator.'
        }
    }
}

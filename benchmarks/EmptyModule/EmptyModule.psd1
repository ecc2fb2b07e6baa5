@{
    RootModule        = 'bin/EmptyModule.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '5b8f2f0e-6d0c-4c1e-9d2b-0f6f0a6f7d11'
    CmdletsToExport   = @('Get-Nothing')
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.Tests.Packages;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class ImportTests
{
    [Fact]
    public async Task An_import_loads_the_module_and_nothing_it_needs_only_later()
    {
        using var home = new Sessions.TemporaryHome();
        var script = Path.Combine(home.Variables["HOME"], "import.ps1");
        File.WriteAllText(script, $$"""
            Import-Module Microsoft.PowerShell.Management, Microsoft.PowerShell.Utility, Microsoft.PowerShell.Security
            function Get-Loaded { [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } }
            $before = Get-Loaded
            Import-Module '{{Shell.ManifestPath}}'
            Get-Loaded | ForEach-Object { if ($before -notcontains $_) { "loaded $_" } }
            """);

        var loaded = (await PowerShellProcess.RunAsync(script)).Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("loaded ", StringComparison.Ordinal)).Select(line => line[7..]).ToList();

        Assert.Contains("RollingUpdate", loaded);
        // Signing, sending and JSON come with the first call.
        Assert.DoesNotContain(loaded, name => name is "Newtonsoft.Json" || name.StartsWith("System.Net", StringComparison.Ordinal) || name.Contains("Cryptography", StringComparison.Ordinal));
    }
}

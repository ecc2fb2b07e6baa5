using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class ImportTests
{
    [Fact]
    public void An_import_loads_the_module_and_nothing_it_needs_only_later()
    {
        using var home = new Sessions.TemporaryHome();
        var script = Path.Combine(home.Variables["HOME"], "import.ps1");
        File.WriteAllText(script, $$"""
            function Get-Loaded { [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } }
            $before = Get-Loaded
            Import-Module '{{Shell.ManifestPath}}'
            Get-Loaded | ForEach-Object { if ($before -notcontains $_) { "loaded $_" } }
            """);

        var loaded = Run(script).Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("loaded ", StringComparison.Ordinal)).Select(line => line[7..]).ToList();

        Assert.Contains("RollingUpdate", loaded);
        // Signing, sending and JSON come with the first call.
        Assert.DoesNotContain(loaded, name => name is "Newtonsoft.Json" || name.StartsWith("System.Net", StringComparison.Ordinal) || name.Contains("Cryptography", StringComparison.Ordinal));
    }

    private static string Run(string script)
    {
        // Beside this project's own output, built with the same configuration and framework.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var host = Path.Combine(SharedFiles.RepositoryRoot, "tools", "PowerShellHost", "bin", output.Parent!.Name, output.Name, "PowerShellHost.dll");
        var start = new ProcessStartInfo("dotnet", [host, script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result + text);
        return text;
    }
}

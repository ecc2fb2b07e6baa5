using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace RollingUpdate.Tests.Packages;

/// <summary>The PowerShell engine in a process of its own, in which nothing of the tests is loaded.</summary>
internal static class PowerShellProcess
{
    /// <summary>Runs a script to its end and gives what it wrote.</summary>
    public static async Task<string> RunAsync(string script, params (string Name, string Value)[] environment)
    {
        // The tests run in the dotnet host or, under some runners, in a host of their own.
        var dotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", BuildFact.PowerShellHost, script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"The script ended with {process.ExitCode}.\n{output}\n{await errors}");
        return output;
    }
}

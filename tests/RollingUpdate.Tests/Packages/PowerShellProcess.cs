using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace RollingUpdate.Tests.Packages;

/// <summary>The PowerShell engine in a process of its own, in which nothing of the tests is loaded.</summary>
internal static class PowerShellProcess
{
    /// <summary>Runs a script to its end and gives what it wrote; it is asked nothing.</summary>
    public static Task<string> RunAsync(string script, params (string Name, string Value)[] environment) => AnswerAsync(script, "", environment);

    /// <summary>Runs a script that asks, to its end, and gives what it wrote.</summary>
    /// <param name="script">The script's file.</param>
    /// <param name="input">What comes by its standard input.</param>
    /// <param name="environment">Variables of the process.</param>
    public static async Task<string> AnswerAsync(string script, string input, params (string Name, string Value)[] environment)
    {
        // The tests run in the dotnet host or, under some runners, in a host of their own.
        var dotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", BuildFact.PowerShellHost, script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await Eventually.HasEndedAsync(process);
        Assert.True(process.ExitCode == 0, $"The script ended with {process.ExitCode}.\n{await output}\n{await errors}");
        return await output;
    }
}

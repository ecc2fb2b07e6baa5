using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Xunit;

namespace RollingUpdate.Tests.Packages;

/// <summary>The repository's own PowerShell host in a process of its own, in which nothing of the tests is loaded.</summary>
internal static class PowerShellProcess
{
    /// <summary>Runs a script to its end, which must be a good one, and gives what it wrote; it is asked nothing.</summary>
    public static async Task<string> RunAsync(string script, params (string Name, string Value)[] environment)
    {
        var (exitCode, output) = await EndAsync(["-NoProfile", "-NonInteractive", "-File", script], "", environment);
        Assert.True(exitCode == 0, $"The script ended with {exitCode}.\n{output}");
        return output;
    }

    /// <summary>Runs PowerShell with arguments to its end.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="input">What comes by its standard input, which is closed then.</param>
    /// <param name="environment">Variables of the process.</param>
    /// <returns>The exit code, and standard output followed by standard error.</returns>
    public static async Task<(int ExitCode, string Output)> EndAsync(IEnumerable<string> arguments, string input = "", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(BuildFact.PowerShellHost, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // The host finds the runtime that the tests run in, wherever it is installed.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        // Nobody but the simulator is ever asked for credentials.
        start.Environment["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await Eventually.HasEndedAsync(process);
        return (process.ExitCode, await output + await errors);
    }
}

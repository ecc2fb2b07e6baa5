using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace RollingUpdate.Benchmarks.Measuring;

/// <summary>
/// This program again in a process of its own: a server whose work must not count as the client's, or a probe that has to be fresh.
/// It ends when its standard input is closed.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    public ChildProcess(string command, IEnumerable<string>? arguments = null, string? home = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // Run as "dotnet x.dll" the process is dotnet, which has to be told the program again.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(command);
        foreach (var argument in arguments ?? [])
            start.ArgumentList.Add(argument);
        _process = Start(start, home);
    }

    private ChildProcess(Process process) => _process = process;

    /// <summary>The PowerShell that is installed, with a script of this folder; null where there is none.</summary>
    public static ChildProcess? InPowerShell(string scriptFile, IEnumerable<string> arguments, string home)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-File", scriptFile, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            return new ChildProcess(Start(start, home));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The next line it prints.</summary>
    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The child process ended without a word.");

    private static Process Start(ProcessStartInfo start, string? home)
    {
        if (home is not null)
            start.Environment["HOME"] = start.Environment["USERPROFILE"] = home;
        return Process.Start(start)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

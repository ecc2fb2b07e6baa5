using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime;

namespace RollingUpdate.Benchmarks.Probes;

/// <summary>Imports the module and starts an update in a fresh engine; prints milliseconds, milliseconds of the processor, those of the import
/// alone, and after the import milliseconds of compiling and methods compiled.</summary>
internal static class StartProbe
{
    public static void Run(string manifest, string scalingGroupId)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("$null = 1 + 1").Invoke();
        shell.Commands.Clear();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).Invoke();
        var compiled = (Time: JitInfo.GetCompilationTime(), Methods: JitInfo.GetCompiledMethodCount());
        var import = watch.Elapsed.TotalMilliseconds;
        shell.Commands.Clear();
        var started = shell.AddScript("Start-EssRollingUpdate $args[0] -Script 'echo 1' -BatchNumber 2").AddArgument(scalingGroupId).Invoke();
        var time = watch.Elapsed.TotalMilliseconds;
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        if (started.Count != 1)
            throw new InvalidOperationException(shell.HadErrors ? shell.Streams.Error[0].ToString() : "Nothing was started.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time:0.0} {used:0.0} {import:0.0} {(JitInfo.GetCompilationTime() - compiled.Time).TotalMilliseconds:0.0} {JitInfo.GetCompiledMethodCount() - compiled.Methods}"));
    }
}

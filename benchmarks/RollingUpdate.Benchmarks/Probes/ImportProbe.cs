using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace RollingUpdate.Benchmarks.Probes;

/// <summary>Imports one module in a fresh engine and prints milliseconds, milliseconds of the processor, and the assemblies that came with it.</summary>
internal static class ImportProbe
{
    public static void Run(string manifest)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("$null = 1 + 1").Invoke();
        shell.Commands.Clear();
        var before = Assemblies();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).Invoke();
        var time = watch.Elapsed.TotalMilliseconds;
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        if (shell.HadErrors)
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time:0.0} {used:0.0} {string.Join(',', Assemblies().Except(before))}"));
    }

    private static string[] Assemblies() => AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).ToArray();
}

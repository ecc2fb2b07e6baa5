using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using BenchmarkDotNet.Running;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Benchmarks.Micro;
using RollingUpdate.Benchmarks.Probes;
using RollingUpdate.Benchmarks.Servers;

namespace RollingUpdate.Benchmarks;

/// <summary>Prints the figures of docs/performance.md.</summary>
internal static class Program
{
    private const int ExitUsage = 64;
    private const int UsualRounds = 31;

    private static readonly Dictionary<string, Func<int, Task>> Figured = new()
    {
        ["warm-call"] = WarmCall.RunAsync,
        ["warm-cmdlet"] = WarmCmdlet.RunAsync,
        ["streaming"] = Streaming.RunAsync,
        ["watching"] = _ => Watching.RunAsync(),
        ["import"] = ImportTime.RunAsync,
        ["first-start"] = FirstStart.RunAsync,
        ["week"] = _ => Week.RunAsync(),
        ["simulator"] = SimulatorSpeed.RunAsync,
    };

    private static async Task<int> Main(string[] args)
    {
        // The engine reports imports to its maker's telemetry: no part of what is measured, and nothing here leaves this machine.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var name = args.Length > 0 ? args[0] : "";
        switch (name)
        {
            // What this program starts of itself.
            case "serve": CannedServer.Run(); return 0;
            case "serve-simulator": SimulatorServer.Run(); return 0;
            case "probe-import": ImportProbe.Run(args[1]); return 0;
            case "probe-start": StartProbe.Run(args[1], args[2]); return 0;
            case "probe-bare": await BareProbe.RunAsync(args[1], int.Parse(args[2], CultureInfo.InvariantCulture)).ConfigureAwait(false); return 0;
            case "parts": BenchmarkSwitcher.FromTypes([typeof(ClientParts)]).Run(args.Length > 1 ? args[1..] : ["--filter", "*"]); return 0;
        }

        var chosen = Figured.Where(figure => name == "all" || figure.Key == name).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"usage: dotnet run -c Release --project benchmarks/RollingUpdate.Benchmarks -- all|{string.Join('|', Figured.Keys)} [rounds]\n       … -- parts [arguments of BenchmarkDotNet]");
            return ExitUsage;
        }

        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : UsualRounds;
        Figures.Head();
        foreach (var figure in chosen)
            await figure.Value(rounds).ConfigureAwait(false);
        return 0;
    }
}

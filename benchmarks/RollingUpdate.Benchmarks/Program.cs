using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Benchmarks.Servers;

namespace RollingUpdate.Benchmarks;

/// <summary>Prints the figures of docs/performance.md. A second argument sets the number of rounds.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<int, Task>> Benchmarks = new()
    {
        ["warm-call"] = WarmCall.RunAsync,
        ["warm-cmdlet"] = WarmCmdlet.RunAsync,
    };

    private static async Task<int> Main(string[] args)
    {
        var name = args.Length > 0 ? args[0] : "";
        if (name == "serve")
        {
            CannedServer.Run();
            return 0;
        }

        var rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 31;
        if (name != "all" && !Benchmarks.ContainsKey(name))
        {
            Console.Error.WriteLine($"usage: dotnet run -c Release --project benchmarks/RollingUpdate.Benchmarks -- all|{string.Join('|', Benchmarks.Keys)} [rounds]");
            return 64;
        }

        Figures.Head();
        foreach (var benchmark in Benchmarks)
            if (name == "all" || name == benchmark.Key)
                await benchmark.Value(rounds).ConfigureAwait(false);
        return 0;
    }
}

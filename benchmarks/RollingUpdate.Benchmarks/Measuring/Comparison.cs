using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RollingUpdate.Benchmarks.Measuring;

/// <summary>
/// Two ways to do the same, measured in turns so that what else the machine does meets both. A ratio is the median of the ratios of the
/// rounds: a round that somebody else's work fell into does not move it.
/// </summary>
internal sealed class Comparison
{
    private const int WarmUpRounds = 100;
    private readonly List<Cost> _ours = new();
    private readonly List<Cost> _against = new();

    public static async Task<Comparison> RunAsync(int rounds, int calls, Func<int, Task> ours, Func<int, Task> against)
    {
        // The runtime compiles what is called often once more, in the background, and that takes a while.
        for (var i = 0; i < WarmUpRounds; i++)
        {
            await ours(calls).ConfigureAwait(false);
            await against(calls).ConfigureAwait(false);
        }

        var comparison = new Comparison();
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
                comparison._ours.Add(await Cost.OfAsync(calls, ours).ConfigureAwait(false));
            comparison._against.Add(await Cost.OfAsync(calls, against).ConfigureAwait(false));
            if (round % 2 == 1)
                comparison._ours.Add(await Cost.OfAsync(calls, ours).ConfigureAwait(false));
        }

        return comparison;
    }

    public void Report(string name, string against, double? mostTime, double? mostCpu, double? mostBytes)
    {
        Print(name, "time", against, cost => cost.Microseconds, "µs", mostTime);
        Print(name, "processor", against, cost => cost.CpuMicroseconds, "µs", mostCpu);
        Print(name, "allocations", against, cost => cost.Bytes, "B", mostBytes);
    }

    private void Print(string name, string what, string against, Func<Cost, double> of, string unit, double? most)
    {
        var ratio = Median.Of(_ours.Zip(_against, (ours, other) => of(ours) / of(other)));
        Figures.Ratio($"{name}: {what}", $"{Median.Of(_ours.Select(of)):N0} {unit}", $"{Median.Of(_against.Select(of)):N0} {unit} {against}", ratio, most);
    }
}

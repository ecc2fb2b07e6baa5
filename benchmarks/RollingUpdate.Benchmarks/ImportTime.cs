using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;

namespace RollingUpdate.Benchmarks;

/// <summary>Import-Module of this module against one of a module with one empty cmdlet, each in a process of its own.</summary>
internal static class ImportTime
{
    private const double MostMilliseconds = 60;

    /// <summary>The module with one empty cmdlet.</summary>
    public static string EmptyManifest => Path.Combine(Engine.RepositoryRoot, "benchmarks", "EmptyModule", "EmptyModule.psd1");

    public static Task RunAsync(int rounds)
    {
        var (ours, empty) = (new List<(double Time, double Cpu)>(), new List<(double Time, double Cpu)>());
        string[] assemblies = [], loaded = [];
        for (var round = 0; round < rounds; round++)
        {
            // In turns, as a machine that gets slower or faster meets the second of the two.
            var oursFirst = round % 2 == 1;
            if (oursFirst)
                ours.Add(Probe(Engine.ManifestPath, out loaded));
            empty.Add(Probe(EmptyManifest, out var needed));
            if (!oursFirst)
                ours.Add(Probe(Engine.ManifestPath, out loaded));
            assemblies = loaded.Except(needed).ToArray();
        }

        Report("time", sample => sample.Time, MostMilliseconds);
        Report("processor", sample => sample.Cpu, null);
        Figures.Row("Import-Module: assemblies loaded beyond those for the empty module", string.Join(", ", assemblies), "", "", "", true);
        return Task.CompletedTask;

        void Report(string what, Func<(double Time, double Cpu), double> of, double? most)
        {
            var more = Median.Of(ours.Zip(empty, (mine, other) => of(mine) - of(other)));
            Figures.Row(
                $"Import-Module: {what}", $"{Median.Of(ours.Select(of)):0} ms", $"{Median.Of(empty.Select(of)):0} ms for an empty module", $"+{more:0} ms",
                most is null ? "" : $"≤ +{most:0} ms", most is null || more <= most);
        }
    }

    private static (double Time, double Cpu) Probe(string manifest, out string[] assemblies)
    {
        using var probe = new ChildProcess("probe-import", [manifest]);
        var words = probe.ReadLine().Split(' ');
        assemblies = words[2].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Benchmarks.Servers;

namespace RollingUpdate.Benchmarks;

/// <summary>
/// 100,000 executions through <c>Get-OosExecution | ForEach-Object</c> against a bare HttpClient that reads the same pages one after the
/// other and has Newtonsoft.Json make plain objects of them.
/// </summary>
internal static class Streaming
{
    private const int MostGrowthMiB = 50;

    public static async Task RunAsync(int rounds)
    {
        using var server = new ChildProcess("serve");
        var endpoint = new Uri(server.ReadLine());
        using var engine = new Engine(endpoint);
        using var http = new HttpClient();

        Task<Cost> OursAsync() => Cost.OfAsync(1, _ =>
        {
            var count = engine.Run("$count = 0; Get-OosExecution | ForEach-Object { $count++ }; $count")[0];
            return (int)count.BaseObject == CannedServer.Pages * 100 ? Task.CompletedTask : throw new InvalidOperationException($"{count} executions came.");
        });

        // Twice before it counts: the runtime compiles what is called often once more.
        for (var i = 0; i < 2; i++)
        {
            await OursAsync().ConfigureAwait(false);
            await ReadBareAsync(http, endpoint).ConfigureAwait(false);
        }

        var growth = new List<double>();
        var (ours, bare) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < Math.Max(3, rounds / 4); round++)
        {
            using (var memory = new PeakMemory())
            {
                ours.Add(await OursAsync().ConfigureAwait(false));
                growth.Add(memory.GrowthMiB);
            }

            bare.Add(await Cost.OfAsync(1, _ => ReadBareAsync(http, endpoint)).ConfigureAwait(false));
        }

        Report("speed", cost => cost.Microseconds);
        Report("processor", cost => cost.CpuMicroseconds);
        Figures.Row("100,000 executions: growth of live memory", $"{growth.Max():0.0} MiB at most", "", "", $"< {MostGrowthMiB} MiB", growth.Max() < MostGrowthMiB);

        void Report(string what, Func<Cost, double> of)
        {
            var share = Median.Of(ours.Zip(bare, (mine, other) => of(other) / of(mine)));
            Figures.Row(
                $"100,000 executions: {what}", $"{Median.Of(ours.Select(of)) / 1e6:0.00} s", $"{Median.Of(bare.Select(of)) / 1e6:0.00} s HttpClient and Newtonsoft.Json",
                $"{share:P0} of its speed", what == "speed" ? "≥ 70 %" : "", share >= 0.7);
        }
    }

    private static async Task ReadBareAsync(HttpClient http, Uri endpoint)
    {
        var serializer = new JsonSerializer { DateParseHandling = DateParseHandling.None };
        string? token = null;
        var count = 0;
        do
        {
            using var response = await http.PostAsync(new Uri(endpoint, "/?MaxResults=100&RegionId=cn-hangzhou&NextToken=" + token), null).ConfigureAwait(false);
            using var json = new JsonTextReader(new StreamReader(await response.Content.ReadAsStreamAsync().ConfigureAwait(false)));
            var page = serializer.Deserialize<PlainPage>(json)!;
            count += page.Executions.Count;
            token = page.NextToken;
        }
        while (token is not null);
        if (count != CannedServer.Pages * 100)
            throw new InvalidOperationException($"{count} executions came.");
    }

    /// <summary>How far what is alive grows while something goes on; what the last collection left, looked at ten times a second.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private readonly Timer _timer;
        private long _peak;

        public PeakMemory() => _timer = new Timer(_ => Look(), null, 100, 100);

        public double GrowthMiB => Math.Max(0, Interlocked.Read(ref _peak) - _before) / 1024.0 / 1024.0;

        public void Dispose() => _timer.Dispose();

        private void Look()
        {
            // What the last collection left alive; asking for one here would slow down what is measured.
            var info = GC.GetGCMemoryInfo(GCKind.Any);
            Interlocked.Exchange(ref _peak, Math.Max(Interlocked.Read(ref _peak), info.HeapSizeBytes - info.FragmentedBytes));
        }
    }
}

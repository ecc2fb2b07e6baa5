using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Simulator;

namespace RollingUpdate.Benchmarks;

/// <summary>How fast the simulator runs large updates to their end, and how many requests a second it answers to one client that waits for each.</summary>
internal static class SimulatorSpeed
{
    private const int Requests = 4000;
    private const double MostSeconds = 20;
    private const double LeastRequests = 2000;

    public static async Task RunAsync(int rounds)
    {
        await UpdateAsync("one group of 2,000 instances", 1, 2000).ConfigureAwait(false);
        await UpdateAsync("50 groups of 100 instances at once", 50, 100).ConfigureAwait(false);
        await UpdateAsync("50 groups of 2,000 instances at once", 50, 2000).ConfigureAwait(false);
        await AnswerAsync(rounds).ConfigureAwait(false);
    }

    private static async Task UpdateAsync(string name, int groups, int instances)
    {
        // More than a loop of the service takes: what is measured is the engine, so its limit is raised.
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, LoopItemLimit = Math.Max(1000, instances) });
        var oos = new OosClient(Clients.ForSimulator(simulator));
        var ids = new List<string>();
        for (var i = 0; i < groups; i++)
        {
            var group = simulator.AddScalingGroup($"group{i}", instances).ScalingGroupId;
            var parameters = $$"""{"invokeType":"invoke","scalingGroupId":"{{group}}","imageId":"aliyun_2_1903_x64_20G_alibase_20200529.vhd","sourceImageId":"aliyun_2_1903_x64_20G_alibase_20200324.vhd","batchNumber":10}""";
            var request = new StartExecutionRequest("ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup", parameters, Guid.NewGuid().ToString("N"));
            ids.Add((await oos.StartExecutionAsync(request, default).ConfigureAwait(false)).ExecutionId);
        }

        var (watch, cpu, simulated) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, TimeSpan.Zero);
        // A look every simulated minute, as somebody who waits for them does.
        while (ids.Any(id => simulator.FindExecution(id)!.Status is "Running" or "Started"))
        {
            simulator.Advance(TimeSpan.FromMinutes(1));
            simulated += TimeSpan.FromMinutes(1);
        }

        cpu = Environment.CpuUsage.TotalTime - cpu;
        var failed = ids.Count(id => simulator.FindExecution(id)!.Status != "Success");
        if (failed > 0)
            throw new InvalidOperationException($"{failed} updates failed: {simulator.FindExecution(ids[0])!.StatusMessage}");
        Figures.Row(
            $"Simulator: {name}, updated by image in 10 batches", $"{watch.Elapsed.TotalSeconds:0.0} s, processor {cpu.TotalSeconds:0.0} s", $"{simulated.TotalHours:0.0} simulated hours",
            "", $"≤ {MostSeconds} s", watch.Elapsed.TotalSeconds <= MostSeconds);
    }

    private static async Task AnswerAsync(int rounds)
    {
        using var server = new ChildProcess("serve-simulator");
        var words = server.ReadLine().Split(' ');
        var oos = new OosClient(Clients.For(new Uri(words[0]), new AccessCredential(words[1], words[2])));
        async Task CallAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
                _ = await oos.FindExecutionAsync(WarmCall.ExecutionId, default).ConfigureAwait(false);
        }

        await CallAsync(2 * Requests).ConfigureAwait(false);
        var rates = new List<double>();
        for (var round = 0; round < Math.Max(3, rounds / 4); round++)
            rates.Add(1e6 / (await Cost.OfAsync(Requests, CallAsync).ConfigureAwait(false)).Microseconds);
        var rate = Median.Of(rates);
        Figures.Row(
            "Simulator: requests a second, one client, one after the other", rate.ToString("N0", CultureInfo.InvariantCulture), "", "", $"≥ {LeastRequests:N0}", rate >= LeastRequests);
    }
}

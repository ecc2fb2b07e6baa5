using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Tests;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Benchmarks;

/// <summary>1,000 executions of the simulator watched for 100 rounds in virtual time: calls a round, against those needed to see each once.</summary>
internal static class Watching
{
    private const int Executions = 1000;
    private const int Rounds = 100;
    private const double Most = 12;

    // A command is ended after 600 seconds.
    private const int LongerThanTheWatch = 590;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static async Task RunAsync()
    {
        await WatchAsync("all run", _ => LongerThanTheWatch).ConfigureAwait(false);
        // They end many at a time, as the simulator looks at its commands, while the others go on.
        await WatchAsync("half of them end meanwhile", i => i % 2 == 0 ? LongerThanTheWatch : i / 10 * (int)Interval.TotalSeconds).ConfigureAwait(false);
    }

    private static async Task WatchAsync(string name, Func<int, int> seconds)
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true });
        var most = 0;
        var clock = new VirtualClock();
        var before = 0;
        clock.OnDelay = step =>
        {
            most = Math.Max(most, simulator.Calls.Count - before);
            before = simulator.Calls.Count;
            simulator.Advance(step);
        };
        var api = Clients.ForSimulator(simulator, clock);
        var ids = new List<string>();
        for (var i = 0; i < Executions; i++)
        {
            var group = simulator.AddScalingGroup($"group{i}", 1).ScalingGroupId;
            var parameters = $$"""{"invokeType":"invoke","scalingGroupId":"{{group}}","invokeScript":"sleep {{seconds(i)}}","batchNumber":1}""";
            var request = new StartExecutionRequest("ACS-ESS-RollingUpdateByRunCommandInScalingGroup", parameters, Guid.NewGuid().ToString("N"));
            ids.Add((await new OosClient(api).StartExecutionAsync(request, default).ConfigureAwait(false)).ExecutionId);
        }

        simulator.ClearCalls();
        var options = new WatchOptions { PollingInterval = Interval, Timeout = Interval * Rounds };
        await new ExecutionWatcher(api, options, new Nobody()).WatchAsync(ids, CancellationToken.None).ConfigureAwait(false);
        var calls = (double)simulator.Calls.Count / clock.Delays.Count;
        Figures.Row($"Watching 1,000 executions, {name}: calls of the dearest round", most.ToString(CultureInfo.InvariantCulture), "", "", "", true);
        Figures.Row(
            $"Watching 1,000 executions, {name}: calls a round", calls.ToString("0.0", CultureInfo.InvariantCulture), $"{Executions / OosClient.LargestPage} pages",
            "", $"≤ {Most}", calls <= Most);
    }

    private sealed class Nobody : IWatchObserver
    {
        public bool WantsInstances => false;

        public void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren)
        {
        }

        public void Paused(OosExecution execution, PauseReason reason)
        {
        }

        public void Done(OosExecution execution, RollingUpdateException? failure)
        {
        }

        public void Lost(string executionId, Exception error)
        {
        }

        public void Warn(string text)
        {
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;
using RollingUpdate.Simulator;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Records;
using RollingUpdate.Updates.Repair;
using Xunit;

namespace RollingUpdate.Tests.Updates;

/// <summary>What is recorded of a group is of one moment: another update may end, or begin and end, between any two calls.</summary>
public sealed class OneMomentTests : IDisposable
{
    private const int MostCalls = 24;
    private readonly AliyunSimulator _simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, InstanceCount = 0 });
    private readonly VirtualClock _clock = new();

    public OneMomentTests() => _clock.OnDelay = _simulator.Advance;

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task Whenever_an_earlier_update_ends_nothing_it_suspended_is_taken_for_the_admins()
    {
        for (var call = 1; call <= MostCalls; call++)
        {
            var (group, _) = await BeginAsync($"update{call}");
            using var api = new PacedApi(Connect(), call, () => _simulator.Advance(TimeSpan.FromHours(1)));
            var starter = new UpdateStarter(api);
            await TryAsync(async () =>
            {
                var prepared = await starter.PrepareAsync(group, Script(), new UpdateSettings(), CancellationToken.None);
                prepared.Plan.Require(false);
                await starter.StartAsync(prepared, _ => { }, CancellationToken.None);
            });
            Check(group, call);
        }
    }

    [Fact]
    public async Task Whenever_an_update_ends_its_rollback_takes_nothing_it_suspended_for_the_admins()
    {
        for (var call = 1; call <= MostCalls; call++)
        {
            var (group, source) = await BeginAsync($"rollback{call}");
            using var api = new PacedApi(Connect(), call, () => _simulator.Advance(TimeSpan.FromHours(1)));
            var starter = new RollbackStarter(api);
            await TryAsync(async () => await starter.StartAsync(
                await starter.PrepareAsync(source, new RollbackSettings(), CancellationToken.None), _ => { }, CancellationToken.None));
            Check(group, call);
        }
    }

    [Fact]
    public async Task Whenever_an_update_ends_a_repair_finds_nothing_that_it_does_not_leave()
    {
        for (var call = 1; call <= MostCalls; call++)
        {
            var (group, _) = await BeginAsync($"repair{call}");
            using var api = new PacedApi(Connect(), call, () => _simulator.Advance(TimeSpan.FromHours(1)));
            var repairer = new GroupRepairer(api);
            await TryAsync(async () => Assert.Empty((await repairer.FindAsync(group, CancellationToken.None)).Steps));
        }
    }

    [Fact]
    public async Task In_real_time_an_update_that_is_tried_until_it_starts_leaves_no_process_suspended()
    {
        // No virtual clock: what ends between two calls ends where it happens to. Twelve runs, and some ten real seconds at most.
        using var cloud = AliyunSimulator.Start(new SimulatorOptions { Speed = 200, InstanceCount = 0 });
        var api = Connect(cloud, SystemClock.Instance);
        var limit = System.Diagnostics.Stopwatch.StartNew();
        for (var run = 0; run < 12; run++)
        {
            var group = cloud.AddScalingGroup($"real{run}", 1).ScalingGroupId;
            var first = await new OosClient(api).StartExecutionAsync(Request("first", group), CancellationToken.None);
            OosExecution? second = null;
            while (second is null)
            {
                Assert.True(limit.Elapsed < TimeSpan.FromMinutes(1), $"{first.ExecutionId} does not end");
                await TryAsync(async () =>
                {
                    var prepared = await new UpdateStarter(api).PrepareAsync(group, Script(), new UpdateSettings(), CancellationToken.None);
                    prepared.Plan.Require(false);
                    second = await new UpdateStarter(api).StartAsync(prepared, _ => { }, CancellationToken.None);
                });
            }

            Assert.Equal([], UpdateRecord.Of((await new OosClient(api).FindExecutionAsync(second.ExecutionId, CancellationToken.None))!).SuspendedBefore!);
            while (cloud.FindExecution(second.ExecutionId)!.Status is "Started" or "Running")
                Assert.True(limit.Elapsed < TimeSpan.FromMinutes(1), $"{second.ExecutionId} does not end");
            Assert.Empty(cloud.ScalingGroups.Single(candidate => candidate.ScalingGroupId == group).SuspendedProcesses);
        }
    }

    [Fact]
    public async Task An_update_that_another_admin_began_after_the_plan_is_in_progress_and_nothing_is_started()
    {
        var (group, prepared, starter) = await PrepareAsync("begun");
        await new OosClient(Connect()).StartExecutionAsync(Request("other", group), CancellationToken.None);
        var error = await Assert.ThrowsAsync<RollingUpdateException>(() => starter.StartAsync(prepared, _ => { }, CancellationToken.None));
        Assert.Equal("RollingUpdateInProgress", error.ErrorId);
        Assert.Single(Own(group));
    }

    [Fact]
    public async Task An_update_that_began_and_ended_after_the_plan_makes_the_plan_worthless()
    {
        var (group, prepared, starter) = await PrepareAsync("ended");
        await new OosClient(Connect()).StartExecutionAsync(Request("other", group), CancellationToken.None);
        _simulator.Advance(TimeSpan.FromHours(1));
        var error = await Assert.ThrowsAsync<RollingUpdateException>(() => starter.StartAsync(prepared, _ => { }, CancellationToken.None));
        Assert.Equal("GroupChangedSincePlan", error.ErrorId);
        Assert.Single(Own(group));
    }

    [Fact]
    public async Task Processes_that_an_admin_suspends_after_the_plan_are_not_resumed()
    {
        var (group, prepared, starter) = await PrepareAsync("suspended");
        _simulator.SuspendProcesses(group, "ScaleIn");
        var error = await Assert.ThrowsAsync<RollingUpdateException>(() => starter.StartAsync(prepared, _ => { }, CancellationToken.None));
        Assert.Equal("GroupChangedSincePlan", error.ErrorId);
        Assert.Contains("ScaleIn", error.Message, StringComparison.Ordinal);
        Assert.Empty(Own(group));
    }

    private static ScriptUpdate Script() => new("echo 1", CommandType.RunShellScript) { RollbackScript = "echo 0" };

    private static StartExecutionRequest Request(string token, string group) => new(
        "ACS-ESS-RollingUpdateByRunCommandInScalingGroup",
        new JObject { ["invokeType"] = "invoke", ["scalingGroupId"] = group, ["invokeScript"] = "echo 1", ["rollbackScript"] = "echo 0" }.ToString(),
        $"{token}-{group}");

    // Of some calls the other update is still in progress, or its rollback has nothing to do any more: that is an error, and right.
    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RollingUpdateException)
        {
        }
    }

    private async Task<(string Group, PreparedStart Prepared, UpdateStarter Starter)> PrepareAsync(string name)
    {
        var group = _simulator.AddScalingGroup(name, 2).ScalingGroupId;
        var starter = new UpdateStarter(Connect());
        return (group, await starter.PrepareAsync(group, Script(), new UpdateSettings(), CancellationToken.None), starter);
    }

    private async Task<(string Group, string ExecutionId)> BeginAsync(string name)
    {
        var group = _simulator.AddScalingGroup(name, 2).ScalingGroupId;
        var started = await new OosClient(Connect()).StartExecutionAsync(Request("first", group), CancellationToken.None);
        _simulator.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(5, Group(group).SuspendedProcesses.Count);
        return (group, started.ExecutionId);
    }

    private void Check(string group, int call)
    {
        _simulator.Advance(TimeSpan.FromHours(3));
        Assert.True(Group(group).SuspendedProcesses.Count == 0, $"call {call}: {string.Join(", ", Group(group).SuspendedProcesses)} stay suspended");
        foreach (var tag in Own(group).Select(execution => Tag(execution.ExecutionId)).OfType<string>())
            Assert.True(tag == "none", $"call {call}: '{tag}' is recorded as suspended before");
    }

    private string? Tag(string executionId) =>
        UpdateRecord.Of(new OosClient(Connect()).FindExecutionAsync(executionId, CancellationToken.None).GetAwaiter().GetResult()!).SuspendedBefore is { } before
            ? before.Count == 0 ? "none" : string.Join(",", before) : null;

    private SimulatedScalingGroup Group(string id) => _simulator.ScalingGroups.Single(group => group.ScalingGroupId == id);

    private List<SimulatedExecution> Own(string group) =>
        _simulator.Executions.Where(execution => execution.Parameters.Contains(group, StringComparison.Ordinal)).ToList();

    private OpenApiClient Connect() => Connect(_simulator, _clock);

    private static OpenApiClient Connect(AliyunSimulator cloud, IClock clock)
    {
        var key = new AccessCredential(cloud.AccessKeyId, new NetworkCredential("", cloud.AccessKeySecret).Password);
        return new OpenApiClient(
            new OpenApiConnection(cloud.RegionId, new StaticCredentialSource(key), new OpenApiOptions { Endpoint = cloud.Endpoint }, clock), new NoObserver());
    }

    /// <summary>Makes one call at a time, and lets something happen after one of them.</summary>
    private sealed class PacedApi : IOpenApi, IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);
        private readonly IOpenApi _api;
        private readonly int _after;
        private readonly Action _happens;
        private int _calls;

        public PacedApi(IOpenApi api, int after, Action happens)
        {
            _api = api;
            _after = after;
            _happens = happens;
        }

        public string RegionId => _api.RegionId;

        public string? ProfileName => _api.ProfileName;

        public IClock Clock => _api.Clock;

        public void Dispose() => _turn.Dispose();

        public async Task<T> CallAsync<T>(ApiCall call, Func<JsonReader, T> read, CancellationToken cancellation)
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                var answer = await _api.CallAsync(call, read, cancellation);
                if (++_calls == _after)
                    _happens();
                return answer;
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    private sealed class NoObserver : IOpenApiObserver
    {
        public bool WantsWire => false;

        public void Note(string text) { }

        public void Wire(string text) { }
    }
}

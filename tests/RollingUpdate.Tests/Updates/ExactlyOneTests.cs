using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;
using RollingUpdate.Simulator;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Records;
using Xunit;

namespace RollingUpdate.Tests.Updates;

/// <summary>One start, one execution: whatever the network does, and whoever else starts at the same moment.</summary>
public sealed class ExactlyOneTests : IDisposable
{
    private const string Template = "ACS-ESS-RollingUpdateByRunCommandInScalingGroup";
    private readonly AliyunSimulator _simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, InstanceCount = 0 });
    private readonly VirtualClock _clock = new();

    public ExactlyOneTests() => _clock.OnDelay = _simulator.Advance;

    public void Dispose() => _simulator.Dispose();

    // 8 kinds of fault, 1,250 starts each: 10,000. Each row is a simulator of its own.
    [Theory]
    [InlineData(SimulatorFaultKind.LoseReply)]
    [InlineData(SimulatorFaultKind.Drop)]
    [InlineData(SimulatorFaultKind.ServerError)]
    [InlineData(SimulatorFaultKind.ServerErrorHtml)]
    [InlineData(SimulatorFaultKind.Throttle)]
    [InlineData(SimulatorFaultKind.Malformed)]
    [InlineData(SimulatorFaultKind.Empty)]
    [InlineData(SimulatorFaultKind.Slow)]
    public async Task Ten_thousand_starts_leave_ten_thousand_executions(SimulatorFaultKind kind)
    {
        const int Starts = 1250;
        var random = new Random((int)kind);
        var api = Connect(callTimeout: kind == SimulatorFaultKind.Slow ? TimeSpan.FromMilliseconds(40) : null);
        var reliable = Connect();
        var (certain, unsure, refused) = (0, 0, 0);
        for (var i = 0; i < Starts; i++)
        {
            AddFaults(random, kind);
            var request = Request($"{kind}-{i}");
            var before = _simulator.ExecutionCount;
            var after = before + 1;
            try
            {
                var started = await new ExecutionStarter(api).StartAsync(request, Shell.GroupId, new List<string>(), _ => { }, CancellationToken.None);
                Assert.NotNull(_simulator.FindExecution(started.ExecutionId));
                Assert.Equal(after, _simulator.ExecutionCount);
                certain++;
            }
            catch (AliyunApiException)
            {
                // "It was not started" has to be true.
                _simulator.ClearFaults();
                Assert.Equal(before, _simulator.ExecutionCount);
                refused++;
            }
            catch (RollingUpdateException error) when (error.ErrorId == "StartNotConfirmed")
            {
                Assert.Contains(request.ClientToken, error.RecommendedAction, StringComparison.Ordinal);
                unsure++;
            }

            _simulator.ClearFaults();
            // What an admin is told to do next starts it, or finds it started.
            await new ExecutionStarter(reliable).StartOnceAsync(request, CancellationToken.None);
            Assert.Equal(after, _simulator.ExecutionCount);
            _simulator.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(Starts, _simulator.Executions.Count);
        // What is too slow on a busy machine is more than the faults make so; the others are counted, not timed.
        if (kind == SimulatorFaultKind.Slow)
            return;
        Assert.True(certain > Starts / 2, $"{certain} starts were certain, {refused} refused, {unsure} unsure");
        Assert.True(refused + unsure > 0, "no fault outlasted the attempts");
    }

    [Fact]
    public async Task Of_two_admins_who_start_at_the_same_moment_one_wins()
    {
        for (var trial = 0; trial < 60; trial++)
        {
            var group = _simulator.AddScalingGroup($"group{trial}", 3).ScalingGroupId;
            var admins = new[] { new UpdateStarter(Connect()), new UpdateStarter(Connect()) };
            var settings = new UpdateSettings { BatchPauseOption = BatchPauseOption.EveryBatchPause };
            var prepared = await Task.WhenAll(admins.Select(admin =>
                admin.PrepareAsync(group, new ScriptUpdate("echo 1", CommandType.RunShellScript), settings, CancellationToken.None)));

            // Time goes by only while both wait, or one has ended: what one does takes the other no time.
            var idle = 0;
            _clock.OnDelay = delay =>
            {
                Interlocked.Increment(ref idle);
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref idle) >= 2, TimeSpan.FromSeconds(20)));
                _simulator.Advance(delay);
                Interlocked.Decrement(ref idle);
            };
            var outcomes = await Task.WhenAll(admins.Zip(prepared, async (admin, start) =>
            {
                await Task.Yield();
                try
                {
                    return (Won: await admin.StartAsync(start, _ => { }, CancellationToken.None), Lost: (RollingUpdateException?)null);
                }
                catch (RollingUpdateException error)
                {
                    return (Won: (OosExecution?)null, Lost: (RollingUpdateException?)error);
                }
                finally
                {
                    Interlocked.Increment(ref idle);
                }
            }));

            var winner = Assert.Single(outcomes, outcome => outcome.Won is not null).Won!;
            var loser = Assert.Single(outcomes, outcome => outcome.Lost is not null).Lost!;
            Assert.Equal("RollingUpdateInProgress", loser.ErrorId);
            Assert.Contains(winner.ExecutionId, loser.Message, StringComparison.Ordinal);
            var own = _simulator.Executions.Where(execution => execution.Parameters.Contains(group, StringComparison.Ordinal)).ToList();
            Assert.Equal(2, own.Count);
            Assert.Contains(own.Single(execution => execution.ExecutionId != winner.ExecutionId).Status, new[] { "Cancelled", "Failed" });
            Assert.NotEqual("Cancelled", own.Single(execution => execution.ExecutionId == winner.ExecutionId).Status);
        }
    }

    [Fact]
    public async Task An_update_that_another_tool_starts_a_moment_later_is_told_of()
    {
        var group = _simulator.AddScalingGroup("web2", 3).ScalingGroupId;
        var starter = new UpdateStarter(Connect());
        var prepared = await starter.PrepareAsync(group, new ScriptUpdate("echo 1", CommandType.RunShellScript), new UpdateSettings { BatchPauseOption = BatchPauseOption.EveryBatchPause }, CancellationToken.None);
        // The answer to the start is lost; while it is sent again, the console starts one, too.
        _simulator.AddFault("StartExecution", SimulatorFaultKind.LoseReply);
        Task<OosExecution>? console = null;
        _clock.OnDelay = delay =>
        {
            _simulator.Advance(delay + TimeSpan.FromSeconds(1));
            if (console is null)
            {
                console = new OosClient(Connect()).StartExecutionAsync(Request("console", group), CancellationToken.None);
                console.Wait();
            }
        };
        await starter.StartAsync(prepared, _ => { }, CancellationToken.None);
        Assert.Contains("was started for " + group, Assert.Single(prepared.Warnings), StringComparison.Ordinal);
        Assert.Contains("Stop-OosExecution", prepared.Warnings[0], StringComparison.Ordinal);
    }

    private static StartExecutionRequest Request(string token, string group = Shell.GroupId) =>
        new(Template, new JObject { ["invokeType"] = "invoke", ["scalingGroupId"] = group, ["invokeScript"] = "sleep 100" }.ToString(), token)
        {
            Tags = UpdateRecord.WithStart(token, null, null),
        };

    // One start in three meets faults: some that the attempts outlast and some that they do not, at the start and at the looks after it.
    private void AddFaults(Random random, SimulatorFaultKind kind)
    {
        if (random.Next(3) > 0)
            return;
        var isSlow = kind == SimulatorFaultKind.Slow;
        var action = random.Next(3) switch { 0 => "*", 1 => "ListExecutions", _ => "StartExecution" };
        _simulator.AddFault(new SimulatorFault(action, kind)
        {
            // Slow answers take real time, so they are few.
            Count = isSlow ? 1 + (random.Next(40) / 39 * 5) : 1 + random.Next(12),
            Skip = random.Next(3),
            Delay = isSlow ? TimeSpan.FromMilliseconds(120) : TimeSpan.Zero,
            RetryAfter = kind == SimulatorFaultKind.Throttle && random.Next(2) == 0 ? TimeSpan.FromSeconds(random.Next(5)) : null,
        });
    }

    private OpenApiClient Connect(TimeSpan? callTimeout = null)
    {
        var key = new AccessCredential(_simulator.AccessKeyId, new NetworkCredential("", _simulator.AccessKeySecret).Password);
        var options = new OpenApiOptions { Endpoint = _simulator.Endpoint };
        if (callTimeout is not null)
            options.CallTimeout = callTimeout.Value;
        return new OpenApiClient(new OpenApiConnection(_simulator.RegionId, new StaticCredentialSource(key), options, _clock), new NoObserver());
    }

    private sealed class NoObserver : IOpenApiObserver
    {
        public bool WantsWire => false;

        public void Note(string text) { }

        public void Wire(string text) { }
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Watching;
using Xunit;

namespace RollingUpdate.Tests.Updates.Watching;

public class WatcherTests
{
    [Fact]
    public async Task A_thousand_executions_take_no_more_calls_a_round_than_their_lists_have_pages()
    {
        var executions = Enumerable.Range(0, 1000)
            .Select(i => new ScriptedExecution($"exec-{i}", 0, [new Step(0, "Running", 0, 0), new Step(1500, "Success", 10, 0)])).ToArray();
        var clock = new VirtualClock();
        var cloud = new FakeCloud(clock, (_, parameters) => ScriptedExecution.List(executions, clock.Elapsed, parameters));
        var observer = new RecordingObserver();

        await new ExecutionWatcher(cloud, new WatchOptions { PollingInterval = TimeSpan.FromSeconds(15) }, observer).WatchAsync(executions.Select(e => e.Id), default);

        Assert.Equal(1000, observer.Ended.Count);
        var rounds = clock.Delays.Count + 1;
        Assert.True(rounds >= 100);
        Assert.InRange((double)cloud.Calls.Count / rounds, 1, 12);
    }

    [Theory]
    [InlineData("Success", 12)]
    [InlineData("Cancelled", 14)]
    public async Task A_hundred_that_end_at_the_same_moment_are_found_in_the_lists_too(string lastStatus, int mostCalls)
    {
        // Half of a thousand end, a hundred at a time, while the others go on.
        var executions = Enumerable.Range(0, 1000)
            .Select(i => new ScriptedExecution($"exec-{i}", 0, [new Step(0, "Running", 0, 0), new Step(i < 500 ? 1500 : 60 * (1 + (i / 100)), lastStatus, 10, 0)])).ToArray();
        var (callsOfRound, most) = (0, 0);
        var clock = new VirtualClock { OnDelay = _ => callsOfRound = 0 };
        var cloud = new FakeCloud(clock, (action, parameters) =>
        {
            // What explains a cancel is asked of each one that was.
            if (action != "ListExecutions" || parameters.ContainsKey("ParentExecutionId"))
                return new JObject();
            most = Math.Max(most, ++callsOfRound);
            return ScriptedExecution.List(executions, clock.Elapsed, parameters);
        });
        var options = new WatchOptions { PollingInterval = TimeSpan.FromSeconds(15), Timeout = TimeSpan.FromSeconds(1200) };
        await new ExecutionWatcher(cloud, options, new RecordingObserver()).WatchAsync(executions.Select(e => e.Id), default);
        Assert.InRange(most, 10, mostCalls);
    }

    [Fact]
    public async Task One_execution_takes_one_call_a_round()
    {
        var executions = new[] { new ScriptedExecution("exec-1", 0, [new Step(0, "Running", 0, 0), new Step(100, "Success", 10, 0)]) };
        var clock = new VirtualClock();
        var cloud = new FakeCloud(clock, (_, parameters) => ScriptedExecution.List(executions, clock.Elapsed, parameters));
        await new ExecutionWatcher(cloud, new WatchOptions(), new RecordingObserver()).WatchAsync(["exec-1"], default);
        Assert.Equal(clock.Delays.Count + 1, cloud.Calls.Count);
        Assert.Equal(TimeSpan.FromSeconds(1), clock.Delays[0]);
        Assert.True(clock.Delays[^1] > TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Each_pause_is_told_once_with_its_reason()
    {
        var executions = new[]
        {
            new ScriptedExecution("exec-1", 0,
            [
                new Step(0, "Running", 0, 0), new Step(10, "Waiting", 2, 0), new Step(50, "Waiting", 4, 0), new Step(50, "Running", 4, 0),
                new Step(20, "Waiting", 4, 1), new Step(60, "Running", 5, 0), new Step(20, "Success", 10, 0),
            ]),
        };
        var clock = new VirtualClock();
        var cloud = new FakeCloud(clock, (_, parameters) => ScriptedExecution.List(executions, clock.Elapsed, parameters));
        var observer = new RecordingObserver();
        await new ExecutionWatcher(cloud, new WatchOptions { PollingInterval = TimeSpan.FromSeconds(5) }, observer).WatchAsync(["exec-1"], default);
        Assert.Equal([PauseReason.BatchPause, PauseReason.BatchPause, PauseReason.FailurePause], observer.Pauses.Select(p => p.Reason));
    }

    [Fact]
    public async Task A_network_that_is_gone_for_good_ends_the_wait_after_the_budget_not_before()
    {
        var clock = new VirtualClock();
        var cloud = new FakeCloud(clock, (_, _) => throw new NoAnswerException("gone", new ApiFailure { Action = "ListExecutions", Code = "NoAnswer" }));
        var observer = new RecordingObserver();
        await new ExecutionWatcher(cloud, new WatchOptions(), observer).WatchAsync(["exec-1"], default);
        Assert.IsType<NoAnswerException>(Assert.Single(observer.Missing).Error);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.All(observer.Warnings, warning => Assert.Contains("still trying", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_ends_during_the_wait_is_one_error_for_each_execution()
    {
        var cloud = new FakeCloud(new VirtualClock(), (_, _) => throw new RollingUpdateException(ErrorKind.NotAuthenticated, "SsoExpired", "The login has ended.", "Log in."));
        var observer = new RecordingObserver();
        await new ExecutionWatcher(cloud, new WatchOptions(), observer).WatchAsync(["exec-1", "exec-2"], default);
        Assert.Equal(["exec-1", "exec-2"], observer.Missing.Select(missing => missing.Id));
        Assert.All(observer.Missing, missing => Assert.Equal("SsoExpired", ((RollingUpdateException)missing.Error).ErrorId));
    }

    [Fact]
    public async Task A_look_that_takes_too_long_does_not_outlast_the_time_out()
    {
        var observer = new RecordingObserver();
        // Whatever the time-out, one look is given a second.
        await new ExecutionWatcher(new SilentCloud(), new WatchOptions { Timeout = TimeSpan.FromMilliseconds(1) }, observer).WatchAsync(["exec-1"], default);
        Assert.Equal("WaitTimedOut", ((RollingUpdateException)Assert.Single(observer.Missing).Error).ErrorId);
    }

    [Fact]
    public async Task An_execution_that_is_nowhere_is_lost_after_a_while()
    {
        var clock = new VirtualClock();
        var cloud = new FakeCloud(clock, (_, _) => new JObject { ["Executions"] = new JArray() });
        var observer = new RecordingObserver();
        await new ExecutionWatcher(cloud, new WatchOptions(), observer).WatchAsync(["exec-typo"], default);
        Assert.Equal("ExecutionNotFound", ((RollingUpdateException)Assert.Single(observer.Missing).Error).ErrorId);
    }

    [Fact]
    public async Task Throttling_slows_the_polling_down()
    {
        var executions = new[] { new ScriptedExecution("exec-1", 0, [new Step(0, "Running", 0, 0), new Step(300, "Success", 10, 0)]) };
        var clock = new VirtualClock();
        var calls = 0;
        var cloud = new FakeCloud(clock, (_, parameters) => ++calls <= 4
            ? throw FailureMeaning.ToException(new ApiFailure { Action = "ListExecutions", Code = "Throttling.User", HttpStatus = 400 })
            : ScriptedExecution.List(executions, clock.Elapsed, parameters));
        var observer = new RecordingObserver();
        await new ExecutionWatcher(cloud, new WatchOptions { PollingInterval = TimeSpan.FromSeconds(2) }, observer).WatchAsync(["exec-1"], default);
        Assert.Equal("Success", Assert.Single(observer.Ended).Execution.Status);
        Assert.Equal([4, 8, 16, 32], clock.Delays.Take(4).Select(delay => (int)delay.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(2), clock.Delays[^1]);
    }
}

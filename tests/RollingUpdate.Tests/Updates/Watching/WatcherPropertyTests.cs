using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CsCheck;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Watching;
using Xunit;

namespace RollingUpdate.Tests.Updates.Watching;

/// <summary>
/// The wait as a protocol: whatever sequence of statuses, counters, pauses, failing calls and late listings the cloud shows, the same
/// few things hold.
/// </summary>
public class WatcherPropertyTests
{
    private const int Sequences = 2000;

    private static readonly Gen<string> MiddleStatus = Gen.OneOfConst("Started", "Queued", "Running", "Running", "Waiting", "SomethingNew");
    private static readonly Gen<string> LastStatus = Gen.OneOfConst("Success", "Failed", "Cancelled");

    private static readonly Gen<ScriptedExecution[]> Executions =
        Gen.Select(
            Gen.Int[0, 15],
            Gen.Select(Gen.Int[0, 600], MiddleStatus, Gen.Int[0, 9], Gen.Int[0, 3]).Array[0, 6],
            LastStatus, Gen.Int[0, 4000])
        .Select((knownAfter, middle, last, after) => (knownAfter, Steps: middle
            .Select(m => new Step(m.Item1, m.Item2, m.Item3, m.Item4)).Append(new Step(after, last, last == "Success" ? 10 : 5, last == "Failed" ? 1 : 0)).ToList()))
        .Array[1, 8]
        .Select(all => all.Select((one, i) => new ScriptedExecution($"exec-{i}", one.knownAfter, one.Steps)).ToArray());

    // By call number: what that call does instead of answering.
    private static readonly Gen<Dictionary<int, string>> Faults = Gen.Select(
        Gen.Int[1, 60], Gen.OneOfConst("Throttling.User", "NoAnswer", "InternalError")).Array[0, 12]
        .Select(faults => faults.GroupBy(f => f.Item1).ToDictionary(g => g.Key, g => g.First().Item2));

    [Fact]
    public void The_wait_ends_with_one_final_word_for_each_and_never_a_false_success() =>
        Gen.Select(Executions, Faults, Gen.Bool).Sample((executions, faults, untilWaiting) =>
        {
            var (cloud, observer) = Setup(executions, faults);
            var until = untilWaiting ? WaitUntil.Waiting : WaitUntil.Ended;
            // Twelve failing looks, with two minutes after each at the most, must not use up the patience: when that ends, the wait gives up.
            Watch(cloud, observer, executions, new WatchOptions { Until = until, FailureBudget = TimeSpan.FromMinutes(30) }, default);

            var words = observer.Ended.Select(e => e.Execution.ExecutionId).Concat(observer.Missing.Select(m => m.Id)).OrderBy(id => id).ToList();
            Assert.Equal(executions.Select(e => e.Id).OrderBy(id => id), words);
            Assert.Empty(observer.Missing);
            foreach (var (execution, failure) in observer.Ended)
            {
                Assert.True(execution.IsTerminal || (untilWaiting && execution.Status == "Waiting"));
                Assert.Equal(execution.Status is "Failed" or "Cancelled", failure is not null);
                if (execution.IsTerminal)
                    Assert.Equal(executions.Single(e => e.Id == execution.ExecutionId).LastStatus, execution.Status);
            }
        }, iter: Sequences);

    [Fact]
    public void The_wait_only_reads_and_never_asks_more_than_the_polling_rule_allows() =>
        Gen.Select(Executions, Faults).Sample((executions, faults) =>
        {
            var callsOfRound = 0;
            var most = 0;
            var (cloud, observer) = Setup(executions, faults, onCall: () => most = Math.Max(most, ++callsOfRound));
            cloud.VirtualClock.OnDelay = _ => callsOfRound = 0;
            Watch(cloud, observer, executions, new WatchOptions(), default);

            Assert.All(cloud.Calls, action => Assert.Contains(action, new[] { "ListExecutions", "ListTaskExecutions" }));
            // Six lists of one page, those in no list by id, and two calls that explain each failure.
            Assert.InRange(most, 1, 6 + executions.Length + (2 * executions.Length));
            Assert.All(cloud.VirtualClock.Delays, delay => Assert.True(delay >= TimeSpan.FromSeconds(1)));
        }, iter: Sequences / 4);

    [Fact]
    public void A_stopped_wait_makes_no_further_call() =>
        Gen.Select(Executions, Gen.Int[0, 20]).Sample((executions, stopAfter) =>
        {
            using var stop = new CancellationTokenSource();
            var calls = 0;
            var (cloud, observer) = Setup(executions, new Dictionary<int, string>(), onCall: () =>
            {
                if (++calls > stopAfter)
                    stop.Cancel();
            });
            try
            {
                Watch(cloud, observer, executions, new WatchOptions(), stop.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.InRange(cloud.Calls.Count, 1, stopAfter + 1);
            }

            Assert.Empty(observer.Missing);
        }, iter: Sequences / 4);

    [Fact]
    public void A_time_out_ends_the_wait_and_says_that_the_update_goes_on() =>
        Gen.Select(Executions, Gen.Int[1, 2000]).Sample((executions, seconds) =>
        {
            var (cloud, observer) = Setup(executions, new Dictionary<int, string>());
            Watch(cloud, observer, executions, new WatchOptions { Timeout = TimeSpan.FromSeconds(seconds), UnknownGrace = TimeSpan.FromDays(1) }, default);

            Assert.True(cloud.VirtualClock.Elapsed <= TimeSpan.FromSeconds(seconds));
            Assert.Equal(executions.Length, observer.Ended.Count + observer.Missing.Count);
            Assert.All(observer.Missing, missing => Assert.Equal("WaitTimedOut", ((RollingUpdateException)missing.Error).ErrorId));
        }, iter: Sequences / 4);

    private static (FakeCloud Cloud, RecordingObserver Observer) Setup(
        ScriptedExecution[] executions, Dictionary<int, string> faults, Action? onCall = null)
    {
        var clock = new VirtualClock();
        var calls = 0;
        var cloud = new FakeCloud(clock, (action, parameters) =>
        {
            onCall?.Invoke();
            if (faults.TryGetValue(++calls, out var fault))
                throw Failure(fault);
            return action == "ListExecutions" ? ScriptedExecution.List(executions, clock.Elapsed, parameters) : new JObject();
        });
        return (cloud, new RecordingObserver());
    }

    private static void Watch(FakeCloud cloud, RecordingObserver observer, ScriptedExecution[] executions, WatchOptions options, CancellationToken cancellation) =>
        new ExecutionWatcher(cloud, options, observer).WatchAsync(executions.Select(e => e.Id), cancellation).GetAwaiter().GetResult();

    private static AliyunApiException Failure(string code)
    {
        var failure = new ApiFailure { Action = "ListExecutions", Code = code, HttpStatus = code == "InternalError" ? 500 : 400 };
        return code == "NoAnswer" ? new NoAnswerException("lost", failure) : FailureMeaning.ToException(failure);
    }
}

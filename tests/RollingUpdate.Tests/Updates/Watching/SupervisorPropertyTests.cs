using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Watching;
using Xunit;

namespace RollingUpdate.Tests.Updates.Watching;

/// <summary>Gates as a protocol: whatever they answer and however answers get lost, no pause is passed that no gate said yes to.</summary>
public class SupervisorPropertyTests
{
    private static readonly Gen<bool[]> Answers = Gen.Bool.Array[0, 12];
    private static readonly Gen<HashSet<int>> LostAnswers = Gen.Int[1, 8].Array[0, 4].Select(numbers => numbers.ToHashSet());

    [Fact]
    public void Every_approve_follows_a_yes_and_every_pause_is_approved_once_at_the_most() =>
        Gen.Select(Gen.Int[2, 6].Array[1, 4], Answers, LostAnswers, Gen.OneOfConst(UpdateFailureAction.Stop, UpdateFailureAction.Pause), Gen.Int[100, 2000])
        .Sample((batches, answers, lost, action, timeout) =>
        {
            var clock = new VirtualClock();
            var groups = batches.Select((count, i) => new PausingExecution($"exec-{i}", count)).ToDictionary(group => group.Id);
            var notified = 0;
            var cloud = new FakeCloud(clock, (name, parameters) =>
            {
                if (name != "NotifyExecution")
                    return name == "ListExecutions" ? List(groups.Values, parameters) : new JObject();
                var carriedOut = groups[parameters["ExecutionId"]].Approve();
                if (lost.Contains(Interlocked.Increment(ref notified)))
                    throw new NoAnswerException("lost", new ApiFailure { Action = name, Code = "NoAnswer" });
                Assert.True(carriedOut, "an execution that does not wait was approved");
                return new JObject();
            });
            var asked = 0;
            var yes = new ConcurrentQueue<(string, int)>();
            var observer = new LockedObserver();
            var gate = new BatchGate((update, _) =>
            {
                var number = Interlocked.Increment(ref asked) - 1;
                if (number < answers.Length && !answers[number])
                    return Task.FromResult(GateAnswer.No("no."));
                yes.Enqueue((update.ExecutionId, update.BatchesDone));
                return Task.FromResult(GateAnswer.Yes);
            });
            var supervisor = new UpdateSupervisor(
                cloud, new WatchOptions { Timeout = TimeSpan.FromSeconds(timeout) }, new SupervisionOptions { Gate = gate, FailureAction = action }, observer);
            supervisor.SuperviseAsync(groups.Keys, default).GetAwaiter().GetResult();

            foreach (var group in groups.Values)
            {
                Assert.Equal(group.Approvals, group.Approvals.Distinct());
                Assert.All(group.Approvals, batch => Assert.Contains((group.Id, batch), yes));
            }

            Assert.Equal(groups.Keys.Order(), observer.FinalWords.Order());
            Assert.All(observer.Succeeded, id => Assert.True(groups[id].IsDone));
            return true;
        }, iter: 500);

    [Fact]
    public async Task A_gate_that_breaks_ends_the_wait_for_its_update_with_what_broke_it()
    {
        var update = new PausingExecution("exec-1", 3);
        var cloud = new FakeCloud(new VirtualClock { TakesTurns = true }, (name, parameters) => name == "ListExecutions" ? List([update], parameters) : new JObject());
        var observer = new RecordingObserver();
        var gate = new BatchGate((_, _) => throw new InvalidOperationException("broken"));
        await new UpdateSupervisor(cloud, new WatchOptions { Timeout = TimeSpan.FromHours(1) }, new SupervisionOptions { Gate = gate }, observer).SuperviseAsync(["exec-1"], default);
        Assert.Equal("broken", Assert.Single(observer.Missing).Error.Message);
    }

    [Fact]
    public async Task A_yes_to_a_pause_of_which_something_has_changed_meanwhile_is_asked_for_anew()
    {
        var update = new PausingExecution("exec-1", 3);
        var looks = 0;
        var cloud = new FakeCloud(new VirtualClock { TakesTurns = true }, (name, parameters) =>
        {
            if (name == "NotifyExecution")
                update.Approve();
            if (name != "ListExecutions")
                return new JObject();
            var list = List([update], parameters);
            // Somebody writes a description into it, again and again at first; the batches done stay the same.
            foreach (var execution in list["Executions"]!)
                execution["UpdateDate"] = $"2026-01-01T00:00:{Math.Min(++looks, 6):00}Z";
            return list;
        });
        var asked = new ConcurrentQueue<int>();
        var observer = new RecordingObserver();
        var gate = new BatchGate((paused, _) =>
        {
            asked.Enqueue(paused.BatchesDone);
            return Task.FromResult(GateAnswer.Yes);
        });
        await new UpdateSupervisor(cloud, new WatchOptions { Timeout = TimeSpan.FromHours(1) }, new SupervisionOptions { Gate = gate }, observer).SuperviseAsync(["exec-1"], default);
        Assert.Equal("Success", Assert.Single(observer.Ended).Execution.Status);
        Assert.Equal([1, 2], update.Approvals);
        Assert.True(asked.Count(batch => batch == 1) > 1);
    }

    private static JObject List(IEnumerable<PausingExecution> groups, IReadOnlyDictionary<string, string> filter) => new()
    {
        ["Executions"] = new JArray(groups
            .Where(_ => !filter.ContainsKey("ParentExecutionId"))
            .Where(group => !filter.TryGetValue("ExecutionId", out var id) || group.Id == id)
            .Where(group => !filter.TryGetValue("Status", out var status) || group.Status == status)
            .Select(group => group.ToJson())),
    };

    /// <summary>An update that pauses after each batch but the last; a batch is done as soon as it is looked at.</summary>
    private sealed class PausingExecution(string id, int batches)
    {
        private readonly object _lock = new();
        private int _done = 1;

        public string Id => id;

        public List<int> Approvals { get; } = new();

        public bool IsDone => _done >= batches;

        public string Status => IsDone ? "Success" : "Waiting";

        public bool Approve()
        {
            lock (_lock)
            {
                if (IsDone)
                    return false;
                Approvals.Add(_done++);
                return true;
            }
        }

        public JObject ToJson()
        {
            lock (_lock)
            {
                return new JObject
                {
                    ["ExecutionId"] = id,
                    ["TemplateName"] = "ACS-ESS-RollingUpdateByRunCommandInScalingGroup",
                    [nameof(Status)] = Status,
                    ["Counters"] = new JObject { ["Total"] = batches, ["Success"] = _done, ["Failed"] = 0 },
                    ["Parameters"] = new JObject { ["scalingGroupId"] = "asg-" + id, ["batchNumber"] = batches, ["batchPauseOption"] = "EveryBatchPause" },
                };
            }
        }
    }

    private sealed class LockedObserver : IWatchObserver
    {
        private readonly ConcurrentQueue<(string Id, bool Success)> _words = new();

        public bool WantsInstances => false;

        public IEnumerable<string> FinalWords => _words.Select(word => word.Id);

        public IEnumerable<string> Succeeded => _words.Where(word => word.Success).Select(word => word.Id);

        public void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren) { }

        public void Paused(OosExecution execution, PauseReason reason) { }

        public void Done(OosExecution execution, RollingUpdateException? failure) => _words.Enqueue((execution.ExecutionId, failure is null));

        public void Lost(string executionId, Exception error) => _words.Enqueue((executionId, false));

        public void Warn(string text) { }
    }
}

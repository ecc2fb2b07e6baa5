using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Waiting;

/// <summary>One bar an update, with the instances of the batch below it; written twice a second at most, and always completed.</summary>
internal sealed class WatchProgress
{
    private static readonly TimeSpan LeastBetween = TimeSpan.FromMilliseconds(500);
    private static long _lastSourceId = 1_000_000;
    private readonly AliyunCommand _cmdlet;
    private readonly Dictionary<string, Bar> _bars = new();
    private readonly IClock _clock;

    // A source id of our own: so the bar can be taken away through the host when the pipeline takes no more records.
    private readonly long _sourceId = Interlocked.Increment(ref _lastSourceId);
    private int _lastActivityId;

    public WatchProgress(AliyunCommand cmdlet, IClock clock)
    {
        _clock = clock;
        _cmdlet = cmdlet;
        IsShown = cmdlet.SessionState.PSVariable.GetValue("ProgressPreference") is not ActionPreference.SilentlyContinue;
    }

    public bool IsShown { get; }

    public void Show(OosExecution execution, IReadOnlyList<OosExecution> runningChildren)
    {
        if (!IsShown)
            return;
        if (!_bars.TryGetValue(execution.ExecutionId, out var bar))
            _bars[execution.ExecutionId] = bar = new Bar(++_lastActivityId, _clock.Elapsed, execution.Duration ?? TimeSpan.Zero);
        else if (_clock.Elapsed - bar.Shown < LeastBetween)
            return;
        bar.Shown = _clock.Elapsed;
        Write(RecordOf(execution, bar.ActivityId, bar.RunningFor(_clock.Elapsed)));
        ShowInstances(bar, runningChildren);
    }

    public void Complete(string executionId)
    {
        if (!_bars.TryGetValue(executionId, out var bar))
            return;
        _bars.Remove(executionId);
        foreach (var record in CompletionOf(bar))
            Write(record);
    }

    /// <summary>Takes away what is left, also when the pipeline is being stopped.</summary>
    public void CompleteAll()
    {
        foreach (var record in _bars.Values.SelectMany(CompletionOf).ToList())
            _cmdlet.Host?.UI?.WriteProgress(_sourceId, record);
        _bars.Clear();
    }

    private static ProgressRecord RecordOf(OosExecution execution, int activityId, TimeSpan elapsed)
    {
        if (EssRollingUpdate.From(execution) is not { } update)
        {
            return new ProgressRecord(activityId, $"{execution.ExecutionId} {execution.TemplateName}", Shown(execution.Status))
            {
                CurrentOperation = string.Join(", ", execution.CurrentTasks.Select(task => task.TaskName)),
            };
        }

        var name = $"{update.Kind} {(update.Direction == UpdateDirection.Rollback ? "rollback" : "update")} of {update.ScalingGroupId}";
        var record = new ProgressRecord(activityId, name, Shown(StatusOf(update, elapsed)))
        {
            CurrentOperation = $"{update.ExecutionId} {string.Join(", ", execution.CurrentTasks.Select(task => task.TaskName))}",
        };
        if (update.InstancesTotal is > 0 and var total)
        {
            var done = update.InstancesSucceeded + update.InstancesFailed;
            record.PercentComplete = (int)Math.Max(0, Math.Min(100, done * 100L / total));
            if (done > 0)
                record.SecondsRemaining = (int)(elapsed.TotalSeconds / done * (total - done));
        }

        return record;
    }

    // PowerShell takes no empty text here, and an answer may have one.
    private static string Shown(string text) => text.Length == 0 ? "not known" : text;

    private static string StatusOf(EssRollingUpdate update, TimeSpan elapsed)
    {
        if (update.InstancesTotal is not { } total)
            return update.Status;
        var batches = update.BatchSizes.Count;
        var text = $"{update.Status}: batch {Math.Min(update.BatchesDone + 1, batches)} of {batches}, {update.InstancesSucceeded} of {total} instances done";
        if (update.InstancesFailed > 0)
            text += $", {update.InstancesFailed} failed";
        return $"{text}, {WholeSeconds.Text(elapsed)}";
    }

    private void ShowInstances(Bar bar, IReadOnlyList<OosExecution> runningChildren)
    {
        var gone = bar.Instances.Keys.Except(runningChildren.Select(child => child.ExecutionId)).ToList();
        foreach (var id in gone)
        {
            Write(Completed(bar.Instances[id], bar.ActivityId));
            bar.Instances.Remove(id);
        }

        foreach (var child in runningChildren)
        {
            if (!bar.Instances.TryGetValue(child.ExecutionId, out var activityId))
                bar.Instances[child.ExecutionId] = activityId = ++_lastActivityId;
            var task = child.CurrentTasks.Length > 0 ? child.CurrentTasks[0].TaskName : child.Status;
            Write(new ProgressRecord(activityId, Shown(new TemplateParameters(child).Text("instanceId") ?? child.ExecutionId), Shown(task)) { ParentActivityId = bar.ActivityId });
        }
    }

    private static IEnumerable<ProgressRecord> CompletionOf(Bar bar) =>
        bar.Instances.Values.Select(activityId => Completed(activityId, bar.ActivityId)).Append(Completed(bar.ActivityId, -1));

    private static ProgressRecord Completed(int activityId, int parentId) =>
        new(activityId, "Done", "Done") { RecordType = ProgressRecordType.Completed, ParentActivityId = parentId };

    private void Write(ProgressRecord record) => _cmdlet.CommandRuntime.WriteProgress(_sourceId, record);

    private sealed class Bar
    {
        private readonly TimeSpan _firstSeen;
        private readonly TimeSpan _ranBefore;

        public Bar(int activityId, TimeSpan now, TimeSpan ranBefore)
        {
            ActivityId = activityId;
            _firstSeen = now;
            _ranBefore = ranBefore;
        }

        public int ActivityId { get; }

        public TimeSpan Shown { get; set; }

        /// <summary>What it had run when it was first seen, by the service's clock, and what has gone by since, by ours.</summary>
        public TimeSpan RunningFor(TimeSpan now) => _ranBefore + now - _firstSeen;

        /// <summary>The bars of its instances, by child execution.</summary>
        public Dictionary<string, int> Instances { get; } = new();
    }
}

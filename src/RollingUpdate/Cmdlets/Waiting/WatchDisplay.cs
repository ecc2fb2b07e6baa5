using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Waiting;

/// <summary>
/// Shows a watch to an admin: objects as they end, a bar for each update, a line for each batch and pause. Errors come last: with
/// -ErrorAction Stop the first one ends the pipeline, and with it the wait for the others and a rollback under way.
/// </summary>
internal sealed class WatchDisplay : IWatchObserver
{
    private readonly WaitingCommand _cmdlet;
    private readonly StreamPump _pump;
    private readonly WatchProgress _progress;
    // By id, with whether the last word on it was said.
    private readonly ConcurrentDictionary<string, bool> _watched = new();
    private readonly Dictionary<string, int> _batchesTold = new();
    private readonly List<ErrorRecord> _errors = new();

    public WatchDisplay(WaitingCommand cmdlet, StreamPump pump, IClock clock, IEnumerable<string> executionIds)
    {
        _cmdlet = cmdlet;
        foreach (var id in executionIds)
            _watched[id] = false;
        _pump = pump;
        _progress = new WatchProgress(cmdlet, clock);
    }

    public bool WantsInstances => _progress.IsShown;

    public void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren)
    {
        // A rollback that was started on the way is first heard of here.
        _watched.TryAdd(execution.ExecutionId, false);
        _pump.Post(() =>
        {
            _progress.Show(execution, runningChildren);
            TellBatches(execution);
        });
    }

    public void Paused(OosExecution execution, PauseReason reason) => _pump.Post(() =>
        _cmdlet.WriteWarning(PauseReading.Describe(execution, reason)));

    public void Done(OosExecution execution, RollingUpdateException? failure)
    {
        _watched[execution.ExecutionId] = true;
        _pump.Post(() => Write(execution, failure));
    }

    public void Lost(string executionId, Exception error)
    {
        _watched[executionId] = true;
        _pump.Post(() =>
        {
            _progress.Complete(executionId);
            Keep(error switch
            {
                AliyunApiException api => ErrorRecords.From(api, executionId),
                RollingUpdateException own => ErrorRecords.From(own, executionId),
                _ => new ErrorRecord(error, "WaitFailed", ErrorCategory.NotSpecified, executionId),
            });
        });
    }

    public void Warn(string text) => _pump.Post(() => _cmdlet.WriteWarning(text));

    public void CompleteProgress() => _progress.CompleteAll();

    /// <summary>Those on which the last word was not said.</summary>
    public IReadOnlyList<string> Open => _watched.Where(watched => !watched.Value).Select(watched => watched.Key).OrderBy(id => id, StringComparer.Ordinal).ToList();

    /// <summary>Writes the errors, when nothing is waited for any more.</summary>
    public void WriteErrors() => _errors.ForEach(_cmdlet.WriteError);

    private void Write(OosExecution execution, RollingUpdateException? failure)
    {
        _progress.Complete(execution.ExecutionId);
        _cmdlet.Tell($"{execution.ExecutionId} is {execution.Status}{(execution.Duration is { } duration ? $" after {WholeSeconds.Text(duration)}" : "")}.");
        _cmdlet.WriteObject(execution);
        if (failure is not null)
            Keep(ErrorRecords.From(failure, execution));
    }

    private void Keep(ErrorRecord error)
    {
        // Whose error comes at once, or alone, needs no word before it.
        if (_errors.Count > 0 || Open.Count > 0)
            _cmdlet.WriteWarning(error.Exception.Message);
        _errors.Add(error);
    }

    private void TellBatches(OosExecution execution)
    {
        if (EssRollingUpdate.From(execution) is not { } update || update.BatchesDone == 0)
            return;
        _batchesTold.TryGetValue(update.ExecutionId, out var told);
        if (update.BatchesDone == told)
            return;
        _batchesTold[update.ExecutionId] = update.BatchesDone;
        _cmdlet.Tell($"{update.ExecutionId}: batch {update.BatchesDone} of {update.BatchSizes.Count} done, {update.InstancesSucceeded} of {update.InstancesTotal} instances succeeded, {update.InstancesFailed} failed.");
    }
}

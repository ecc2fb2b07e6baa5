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

/// <summary>Shows a watch to an admin: objects as they end, a bar for each update, a line for each batch and pause.</summary>
internal sealed class WatchDisplay : IWatchObserver
{
    private readonly AliyunCommand _cmdlet;
    private readonly StreamPump _pump;
    private readonly WatchProgress _progress;
    private readonly ConcurrentDictionary<string, bool> _ended = new();
    private readonly Dictionary<string, int> _batchesTold = new();

    public WatchDisplay(AliyunCommand cmdlet, StreamPump pump, IClock clock)
    {
        _cmdlet = cmdlet;
        _pump = pump;
        _progress = new WatchProgress(cmdlet, clock);
    }

    public bool WantsInstances => _progress.IsShown;

    public void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren) => _pump.Post(() =>
    {
        _progress.Show(execution, runningChildren);
        TellBatches(execution);
    });

    public void Paused(OosExecution execution, PauseReason reason) => _pump.Post(() =>
        _cmdlet.WriteWarning(PauseReading.Describe(execution, reason)));

    public void Done(OosExecution execution, RollingUpdateException? failure)
    {
        _ended[execution.ExecutionId] = true;
        _pump.Post(() => Write(execution, failure));
    }

    public void Lost(string executionId, Exception error) => _pump.Post(() =>
    {
        _progress.Complete(executionId);
        _cmdlet.WriteError(error switch
        {
            AliyunApiException api => ErrorRecords.From(api, executionId),
            RollingUpdateException own => ErrorRecords.From(own, executionId),
            _ => new ErrorRecord(error, "WaitFailed", ErrorCategory.NotSpecified, executionId),
        });
    });

    public void Warn(string text) => _pump.Post(() => _cmdlet.WriteWarning(text));

    public void CompleteProgress() => _progress.CompleteAll();

    /// <summary>A pipeline that is being stopped takes nothing in its streams any more; the host itself still does.</summary>
    public void SayStopped(IEnumerable<string> executionIds)
    {
        var open = executionIds.Where(id => !_ended.ContainsKey(id)).ToList();
        if (open.Count > 0)
            _cmdlet.Host?.UI?.WriteWarningLine($"Only the wait was stopped: {string.Join(", ", open)} {(open.Count == 1 ? "goes" : "go")} on. Wait on with: Wait-OosExecution {string.Join(",", open)}");
    }

    private void Write(OosExecution execution, RollingUpdateException? failure)
    {
        _progress.Complete(execution.ExecutionId);
        Tell($"{execution.ExecutionId} is {execution.Status}{(execution.Duration is { } duration ? $" after {WholeSeconds.Text(duration)}" : "")}.");
        _cmdlet.WriteObject(execution);
        if (failure is not null)
            _cmdlet.WriteError(ErrorRecords.From(failure, execution));
    }

    private void TellBatches(OosExecution execution)
    {
        if (EssRollingUpdate.From(execution) is not { } update || update.BatchesDone == 0)
            return;
        _batchesTold.TryGetValue(update.ExecutionId, out var told);
        if (update.BatchesDone == told)
            return;
        _batchesTold[update.ExecutionId] = update.BatchesDone;
        Tell($"{update.ExecutionId}: batch {update.BatchesDone} of {update.BatchSizes.Count} done, {update.InstancesSucceeded} of {update.InstancesTotal} instances succeeded, {update.InstancesFailed} failed.");
    }

    private void Tell(string text)
    {
        _cmdlet.WriteVerbose(text);
        _cmdlet.WriteInformation(text, InformationTags);
    }

    private static readonly string[] InformationTags = { "RollingUpdate" };
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Watching;

/// <summary>
/// Watches updates and acts on what it sees: asks the gate at each batch pause, approves only on its yes, and takes back what failed
/// where that was asked for. Several updates are looked after at once, each at its own pace.
/// </summary>
internal sealed class UpdateSupervisor : IWatchObserver
{
    private readonly IOpenApi _api;
    private readonly WatchOptions _watch;
    private readonly SupervisionOptions _options;
    private readonly IWatchObserver _observer;
    private readonly ExecutionWatcher _watcher;
    private readonly ConcurrentQueue<Task> _doings = new();

    // Those of which the final word is told; a gate that is still being asked has nothing more to say then.
    private readonly ConcurrentDictionary<string, bool> _closed = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _gates = new();
    private CancellationToken _cancellation;
    private TimeSpan _started;

    public UpdateSupervisor(IOpenApi api, WatchOptions watch, SupervisionOptions options, IWatchObserver observer)
    {
        _api = api;
        _watch = watch;
        _options = options;
        _observer = observer;
        _watcher = new ExecutionWatcher(api, watch, this);
    }

    public bool WantsInstances => _observer.WantsInstances;

    /// <summary>Comes back when every update, and every rollback that was started for one, was told as done or lost.</summary>
    public async Task SuperviseAsync(IEnumerable<string> executionIds, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _started = _api.Clock.Elapsed;
        try
        {
            await _watcher.WatchAsync(executionIds, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // Also when the wait is stopped: what was started meanwhile is to be known.
            while (_doings.TryDequeue(out var doing))
                await doing.ConfigureAwait(false);
        }
    }

    public void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren)
    {
        // Somebody let it pass, or it ended: what the gate would say now is said of a pause that is over.
        if (execution.Status != OosStatus.Waiting)
            CloseGate(execution.ExecutionId);
        _observer.Seen(execution, runningChildren);
    }

    public void Paused(OosExecution execution, PauseReason reason)
    {
        if (_options.Gate is null || reason != PauseReason.BatchPause || EssRollingUpdate.From(execution) is not { } update)
            _observer.Paused(execution, reason);
        else
            Do(execution, () => PassGateAsync(_options.Gate, update, OpenGate(update.ExecutionId)));
    }

    public void Done(OosExecution execution, RollingUpdateException? failure)
    {
        if (!Close(execution.ExecutionId))
            return;
        _observer.Done(execution, failure);
        if (failure is not null && _options.FailureAction == UpdateFailureAction.Rollback)
            Do(execution, () => RollBackAsync(execution, failure));
        else if (failure is null && execution.IsTerminal)
            Do(execution, () => FollowUpAsync(execution, _options.RestoreProcesses));
    }

    public void Lost(string executionId, Exception error)
    {
        if (Close(executionId))
            _observer.Lost(executionId, error);
    }

    public void Warn(string text) => _observer.Warn(text);

    private void Do(OosExecution execution, Func<Task> work) => _doings.Enqueue(Task.Run(async () =>
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !_cancellation.IsCancellationRequested)
        {
            // Whatever it is that could not be done for this update, the others go on, and nobody waits for it any more.
            _watcher.Release(execution.ExecutionId);
            Close(execution.ExecutionId);
            _observer.Lost(execution.ExecutionId, error);
        }
    }));

    private bool Close(string executionId)
    {
        if (!_closed.TryAdd(executionId, true))
            return false;
        CloseGate(executionId);
        return true;
    }

    private CancellationTokenSource OpenGate(string executionId)
    {
        CloseGate(executionId);
        return _gates[executionId] = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
    }

    private void CloseGate(string executionId)
    {
        if (_gates.TryRemove(executionId, out var gate))
            gate.Cancel();
    }

    private async Task PassGateAsync(BatchGate gate, EssRollingUpdate update, CancellationTokenSource stop)
    {
        GateAnswer answer;
        bool isStillPaused;
        var resumer = new ExecutionResumer(_api);
        try
        {
            answer = await gate.DecideAsync(_api, update, stop.Token).ConfigureAwait(false);
            isStillPaused = answer.IsYes || await resumer.IsStillPausedAsync(update.Execution, stop.Token).ConfigureAwait(false);
            stop.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            // Only its own: another pause may have a gate by now.
            ((ICollection<KeyValuePair<string, CancellationTokenSource>>)_gates).Remove(new(update.ExecutionId, stop));
        }

        var note = $"Gate passed after batch {update.BatchesDone}.";
        if (answer.IsYes ? !await resumer.ResumeAsync(update.Execution, ResumeAction.Approve, note, _cancellation).ConfigureAwait(false) : !isStillPaused)
            await AskAnewAsync(update).ConfigureAwait(false);
        else if (!answer.IsYes)
            await RefuseAsync(update, answer).ConfigureAwait(false);
    }

    // The answer was for a pause that is over, or of which something has changed, such as its description. The watch tells a new pause by
    // the instances that are done; where these are the same the gate has to be asked anew here.
    private async Task AskAnewAsync(EssRollingUpdate update)
    {
        if (await new OosClient(_api).FindExecutionAsync(update.ExecutionId, _cancellation).ConfigureAwait(false) is { Status: OosStatus.Waiting } now
            && EssRollingUpdate.From(now) is { } paused && (paused.InstancesSucceeded, paused.InstancesFailed) == (update.InstancesSucceeded, update.InstancesFailed))
            Paused(now, PauseReading.Of(now));
    }

    private async Task RefuseAsync(EssRollingUpdate update, GateAnswer answer)
    {
        var failure = GateFailed(update, answer);
        if (_options.FailureAction == UpdateFailureAction.Pause)
        {
            _observer.Warn($"{failure.Message} {failure.RecommendedAction} The wait goes on.");
            return;
        }

        _watcher.Release(update.ExecutionId);
        if (!Close(update.ExecutionId))
            return;
        _observer.Done(update.Execution, failure);
        if (_options.FailureAction == UpdateFailureAction.Rollback)
            await RollBackAsync(update.Execution, failure).ConfigureAwait(false);
    }

    private async Task RollBackAsync(OosExecution update, RollingUpdateException failure)
    {
        var starter = new RollbackStarter(_api);
        var prepared = await starter.PrepareAsync(update.ExecutionId, _options.Rollback, _cancellation).ConfigureAwait(false);
        // Now, since the error itself comes when the rollback has ended.
        _observer.Warn($"{failure.Message} It is rolled back now.");
        OosExecution rollback;
        try
        {
            rollback = await starter.StartAsync(prepared, started => _observer.Seen(started, Array.Empty<OosExecution>()), _cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var warning in prepared.Warnings)
                _observer.Warn(warning);
        }

        _observer.Warn($"{update.ExecutionId} is being rolled back by {rollback.ExecutionId}: {prepared.Summary}.");
        if (prepared.Configuration is { } configuration)
            await RestoreConfigurationAsync(starter, configuration).ConfigureAwait(false);
        await new ExecutionWatcher(_api, _watch, _observer, _started).WatchAsync(new[] { rollback.ExecutionId }, _cancellation).ConfigureAwait(false);
        if (await new OosClient(_api).FindExecutionAsync(rollback.ExecutionId, _cancellation).ConfigureAwait(false) is { } ended)
            await FollowUpAsync(ended, restoreProcesses: true).ConfigureAwait(false);
    }

    // The rollback runs: that the configuration could not follow is no reason to look after it no longer.
    private async Task RestoreConfigurationAsync(RollbackStarter starter, ConfigurationRestore configuration)
    {
        try
        {
            if (await starter.RestoreConfigurationAsync(configuration, _cancellation).ConfigureAwait(false) is { } hindrance)
                _observer.Warn(hindrance);
        }
        catch (AliyunApiException error)
        {
            _observer.Warn($"Scaling configuration {configuration.ScalingConfigurationId} could not be given image {configuration.ImageId} back ({error.Code}), so new instances still get {configuration.UpdatedImageId}. Give it back in the console, or with Repair-EssScalingGroup when the rollback has ended.");
        }
    }

    private async Task FollowUpAsync(OosExecution execution, bool restoreProcesses)
    {
        foreach (var warning in await new UpdateFollowUp(_api).RunAsync(execution, restoreProcesses, _cancellation).ConfigureAwait(false))
            _observer.Warn(warning);
    }

    private static RollingUpdateException GateFailed(EssRollingUpdate update, GateAnswer answer) => new(
        ErrorKind.ExecutionFailed, "GateFailed",
        $"The gate of {update.ExecutionId} on {update.ScalingGroupId} did not let batch {update.BatchesDone + 1} of {update.BatchSizes.Count} begin: {answer.Reason}",
        $"It waits after batch {update.BatchesDone}. Go on with Resume-OosExecution {update.ExecutionId}, or take it back with Start-EssRollback {update.ExecutionId}.");
}

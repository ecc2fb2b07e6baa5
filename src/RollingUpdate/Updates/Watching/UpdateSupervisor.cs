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
        await _watcher.WatchAsync(executionIds, cancellation).ConfigureAwait(false);
        while (_doings.TryDequeue(out var doing))
            await doing.ConfigureAwait(false);
    }

    public void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren) => _observer.Seen(execution, runningChildren);

    public void Paused(OosExecution execution, PauseReason reason)
    {
        if (_options.Gate is null || reason != PauseReason.BatchPause || EssRollingUpdate.From(execution) is not { } update)
            _observer.Paused(execution, reason);
        else
            Do(execution, () => PassGateAsync(_options.Gate, update));
    }

    public void Done(OosExecution execution, RollingUpdateException? failure)
    {
        if (!Close(execution.ExecutionId))
            return;
        _observer.Done(execution, failure);
        if (failure is not null && _options.FailureAction == UpdateFailureAction.Rollback)
            Do(execution, () => RollBackAsync(execution));
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
        catch (Exception error) when (error is AliyunApiException or RollingUpdateException)
        {
            // Whatever could not be done for this update, the others go on.
            _watcher.Release(execution.ExecutionId);
            Close(execution.ExecutionId);
            _observer.Lost(execution.ExecutionId, error);
        }
    }));

    private bool Close(string executionId)
    {
        if (!_closed.TryAdd(executionId, true))
            return false;
        if (_gates.TryRemove(executionId, out var gate))
            gate.Cancel();
        return true;
    }

    private async Task PassGateAsync(BatchGate gate, EssRollingUpdate update)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        _gates[update.ExecutionId] = stop;
        GateAnswer answer;
        try
        {
            answer = await gate.DecideAsync(_api, update, stop.Token).ConfigureAwait(false);
            stop.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _gates.TryRemove(update.ExecutionId, out _);
        }

        if (answer.IsYes)
        {
            var note = $"Gate passed after batch {update.BatchesDone}.";
            await new ExecutionResumer(_api).ResumeAsync(update.Execution, ResumeAction.Approve, note, _cancellation).ConfigureAwait(false);
            return;
        }

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
            await RollBackAsync(update.Execution).ConfigureAwait(false);
    }

    private async Task RollBackAsync(OosExecution update)
    {
        var starter = new RollbackStarter(_api);
        var prepared = await starter.PrepareAsync(update.ExecutionId, _options.Rollback, _cancellation).ConfigureAwait(false);
        var rollback = await starter.StartAsync(prepared, _cancellation).ConfigureAwait(false);
        _observer.Warn($"{update.ExecutionId} is being rolled back by {rollback.ExecutionId}: {prepared.Summary}.");
        if (prepared.Configuration is { } configuration && await starter.RestoreConfigurationAsync(configuration, _cancellation).ConfigureAwait(false) is { } hindrance)
            _observer.Warn(hindrance);
        foreach (var warning in prepared.Warnings)
            _observer.Warn(warning);
        await new ExecutionWatcher(_api, _watch, _observer).WatchAsync(new[] { rollback.ExecutionId }, _cancellation).ConfigureAwait(false);
        if (await new OosClient(_api).FindExecutionAsync(rollback.ExecutionId, _cancellation).ConfigureAwait(false) is { } ended)
            await FollowUpAsync(ended, restoreProcesses: true).ConfigureAwait(false);
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

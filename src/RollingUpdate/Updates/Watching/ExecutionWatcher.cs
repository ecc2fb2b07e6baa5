using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Watching;

/// <summary>
/// Watches executions of one region and account until all have ended. That a look fails does not mean that an execution failed; an
/// unknown status means that it goes on; and stopping the watch stops nothing in the cloud.
/// </summary>
internal sealed class ExecutionWatcher
{
    // More than this many at once, and looking into each costs more than it tells.
    private const int MostWithInstances = 3;

    // Also a watch that begins when its time is up looks once. And this is what a timer takes at most.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(20);
    private static readonly IReadOnlyList<OosExecution> NoChildren = Array.Empty<OosExecution>();
    private readonly IOpenApi _api;
    private readonly WatchOptions _options;
    private readonly IWatchObserver _observer;
    private readonly ExecutionPoller _poller;
    private readonly PollingPace _pace;
    private readonly Dictionary<string, Watched> _open = new();
    private readonly ConcurrentQueue<string> _released = new();
    private readonly TimeSpan? _countsFrom;
    private TimeSpan _started;
    private TimeSpan _lastAnswer;

    /// <param name="api">The connection.</param>
    /// <param name="options">How it is watched.</param>
    /// <param name="observer">Is told what is seen.</param>
    /// <param name="countsFrom">When the time of the options' time-out began, by the connection's clock; null for the beginning of the watch.</param>
    public ExecutionWatcher(IOpenApi api, WatchOptions options, IWatchObserver observer, TimeSpan? countsFrom = null)
    {
        _countsFrom = countsFrom;
        _api = api;
        _options = options;
        _observer = observer;
        _poller = new ExecutionPoller(api);
        _pace = new PollingPace(options.PollingInterval);
    }

    /// <summary>Comes back when each execution was told to the observer as done or lost.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the executions go on.</exception>
    public async Task WatchAsync(IEnumerable<string> executionIds, CancellationToken cancellation)
    {
        _started = _lastAnswer = _api.Clock.Elapsed;
        foreach (var id in executionIds)
            _open[id] = new Watched(_started);
        while (_open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            ForgetReleased();
            await LookAsync(cancellation).ConfigureAwait(false);
            ForgetReleased();
            if (_open.Count == 0)
                return;
            var now = _api.Clock.Elapsed;
            var pause = _pace.Next(now - _started);
            if (Left() is { } left)
            {
                if (left <= TimeSpan.Zero)
                {
                    GiveUp(TimedOut);
                    return;
                }

                pause = pause < left ? pause : left;
            }

            await _api.Clock.DelayAsync(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Watches this one no longer, without a word: somebody else has told its end. May be called on any thread.</summary>
    public void Release(string executionId) => _released.Enqueue(executionId);

    // The time that has passed is taken from the time-out, and not added to the clock: a time-out may be as long as can be.
    private TimeSpan? Left() => _options.Timeout - (_api.Clock.Elapsed - (_countsFrom ?? _started));

    // A poll may take minutes over its retries, and the time may be up before.
    private async Task LookAsync(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (Left() is { } left && left < LongestTimer)
            limited.CancelAfter(left > ShortestLook ? left : ShortestLook);
        try
        {
            await LookUntilAsync(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            GiveUp(TimedOut);
        }
    }

    private async Task LookUntilAsync(CancellationToken cancellation)
    {
        Dictionary<string, OosExecution> found;
        try
        {
            if (_open.Count == 0)
                return;
            found = await _poller.PollAsync(_open.Keys, cancellation).ConfigureAwait(false);
            _pace.Succeeded();
            _lastAnswer = _api.Clock.Elapsed;
        }
        catch (AliyunApiException error) when (error is ThrottledException or NoAnswerException or ServiceFailureException)
        {
            if (error is ThrottledException)
                _pace.Throttled();
            var silence = _api.Clock.Elapsed - _lastAnswer;
            if (silence > _options.FailureBudget)
                GiveUp(_ => error);
            else
                _observer.Warn($"The state could not be read for {silence.TotalSeconds:0} s ({error.Code}); still trying. The update itself goes on.");
            return;
        }
        catch (Exception error) when (error is AliyunApiException or RollingUpdateException)
        {
            // Refused for good, or there are no credentials any more to ask with.
            GiveUp(_ => error);
            return;
        }

        ForgetReleased();
        foreach (var id in _open.Keys.ToArray())
        {
            if (found.TryGetValue(id, out var execution))
                await TakeAsync(execution, cancellation).ConfigureAwait(false);
            else
                NotFound(id);
        }
    }

    private void ForgetReleased()
    {
        while (_released.TryDequeue(out var id))
            _open.Remove(id);
    }

    private async Task TakeAsync(OosExecution execution, CancellationToken cancellation)
    {
        var watched = _open[execution.ExecutionId];
        watched.LastSeen = _api.Clock.Elapsed;
        var waits = execution.Status == OosStatus.Waiting;
        var newPause = waits && watched.IsNewPause(execution);
        watched.Last = execution;
        if (execution.IsTerminal || (waits && _options.Until == WaitUntil.Waiting))
        {
            _open.Remove(execution.ExecutionId);
            _observer.Seen(execution, NoChildren);
            if (waits)
                _observer.Paused(execution, PauseReading.Of(execution));
            _observer.Done(execution, waits || execution.Status == OosStatus.Success
                ? null
                : await FailureReport.ReadAsync(_api, execution, cancellation).ConfigureAwait(false));
            return;
        }

        if (!OosStatus.IsKnown(execution.Status) && watched.UnknownStatuses.Add(execution.Status))
            _observer.Warn($"{execution.ExecutionId} has the status '{execution.Status}', which this version does not know; it is waited on.");
        _observer.Seen(execution, await ChildrenOfAsync(execution, cancellation).ConfigureAwait(false));
        if (newPause)
            _observer.Paused(execution, PauseReading.Of(execution));
    }

    private async Task<IReadOnlyList<OosExecution>> ChildrenOfAsync(OosExecution execution, CancellationToken cancellation)
    {
        if (!_observer.WantsInstances || _open.Count > MostWithInstances || execution.Status != OosStatus.Running)
            return NoChildren;
        try
        {
            var filter = new ExecutionFilter { ParentExecutionId = execution.ExecutionId, Status = OosStatus.Running };
            return (await new OosClient(_api).ListExecutionsAsync(filter, OosClient.LargestPage, null, cancellation).ConfigureAwait(false)).Items;
        }
        catch (Exception error) when (error is AliyunApiException or RollingUpdateException)
        {
            // A detail of the display; what matters was read a moment ago.
            _observer.Warn($"The instances of {execution.ExecutionId} could not be read: {(error as AliyunApiException)?.Code ?? error.Message}");
            return NoChildren;
        }
    }

    private void NotFound(string id)
    {
        var watched = _open[id];
        if (_api.Clock.Elapsed - watched.LastSeen <= _options.UnknownGrace)
            return;
        _open.Remove(id);
        _observer.Lost(id, ExecutionNotFound.For(id, _api.RegionId));
    }

    private RollingUpdateException TimedOut(string id) => new(
        ErrorKind.TimedOut, "WaitTimedOut",
        $"{id} has not ended within {_options.Timeout!.Value:g}; it is {_open[id].Last?.Status ?? "not known"}. Only the wait is over: the update goes on.",
        $"Wait on with Wait-OosExecution {id}{_options.EndsWithWait}, or cancel it with Stop-OosExecution {id}.");

    private void GiveUp(Func<string, Exception> errorOf)
    {
        var errors = _open.Keys.ToDictionary(id => id, errorOf);
        _open.Clear();
        foreach (var entry in errors)
            _observer.Lost(entry.Key, entry.Value);
    }

    private sealed class Watched
    {
        private (int Succeeded, int Failed)? _pausedAt;

        public Watched(TimeSpan now) => LastSeen = now;

        public TimeSpan LastSeen { get; set; }

        public OosExecution? Last { get; set; }

        public HashSet<string> UnknownStatuses { get; } = new();

        /// <summary>Whether this is another pause than the one told before: it ran in between, or more instances are done.</summary>
        public bool IsNewPause(OosExecution execution)
        {
            var update = EssRollingUpdate.From(execution);
            var at = (update?.InstancesSucceeded ?? 0, update?.InstancesFailed ?? 0);
            var isNew = Last?.Status != OosStatus.Waiting || _pausedAt != at;
            _pausedAt = at;
            return isNew;
        }
    }
}

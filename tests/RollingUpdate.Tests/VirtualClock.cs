using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Tests;

/// <summary>Waiting takes no time here, but the clock goes on by it, and whoever wants can go along (a simulator).</summary>
internal sealed class VirtualClock : IClock
{
    private readonly object _lock = new();
    private readonly List<TimeSpan> _delays = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource Wake)> _sleepers = new();
    private TimeSpan _elapsed;

    /// <summary>Called with every step of the clock: moves the simulator's clock on by as much.</summary>
    public Action<TimeSpan>? OnDelay { get; set; }

    /// <summary>When set, a delay does not end by itself, only by cancelling; the event tells that one has begun.</summary>
    public ManualResetEventSlim? Blocks { get; set; }

    /// <summary>
    /// For work that waits in several places at once (a watch and its gates): each wakes when its time has come, the earliest first, once
    /// nothing new has gone to sleep for a moment. Without it every wait moves the clock on for itself.
    /// </summary>
    public bool TakesTurns { get; set; }

    public DateTimeOffset UtcNow { get; set; } = DateTimeOffset.UtcNow;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
                return _elapsed;
        }
    }

    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_lock)
                return _delays.ToArray();
        }
    }

    /// <summary>Forgets the delays so far, for who looks at what stays in memory.</summary>
    public void ForgetDelays()
    {
        lock (_lock)
            _delays.Clear();
    }

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Blocks is not null)
        {
            Blocks.Set();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }

        lock (_lock)
            _delays.Add(delay);
        if (TakesTurns)
            return SleepAsync(delay, cancellation);
        Advance(delay);
        return Task.CompletedTask;
    }

    private async Task SleepAsync(TimeSpan delay, CancellationToken cancellation)
    {
        var wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int sleeping;
        lock (_lock)
        {
            _sleepers.Add((_elapsed + delay, wake));
            sleeping = _delays.Count;
        }

        using var cancelled = cancellation.Register(() => wake.TrySetCanceled(cancellation));
        _ = WakeFirstWhenQuietAsync(sleeping);
        await wake.Task;
    }

    private async Task WakeFirstWhenQuietAsync(int sleeping)
    {
        await Task.Delay(15);
        TimeSpan step;
        TaskCompletionSource first;
        lock (_lock)
        {
            if (_delays.Count != sleeping || _sleepers.Count == 0)
                return;
            var next = _sleepers.MinBy(sleeper => sleeper.Due);
            _sleepers.Remove(next);
            first = next.Wake;
            step = next.Due > _elapsed ? next.Due - _elapsed : TimeSpan.Zero;
        }

        Advance(step);
        first.TrySetResult();
        // Should the one that woke not sleep again, the next one's turn comes all the same.
        await WakeFirstWhenQuietAsync(sleeping);
    }

    private void Advance(TimeSpan step)
    {
        lock (_lock)
            _elapsed += step;
        OnDelay?.Invoke(step);
    }
}

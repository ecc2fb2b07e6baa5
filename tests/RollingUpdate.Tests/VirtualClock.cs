using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Tests;

/// <summary>Waiting takes no time here, but the clock goes on by it, and whoever wants can go along (a simulator).</summary>
internal sealed class VirtualClock : IClock
{
    private readonly List<TimeSpan> _delays = new();

    /// <summary>Called with every delay: moves the simulator's clock on by as much.</summary>
    public Action<TimeSpan>? OnDelay { get; set; }

    public DateTimeOffset UtcNow { get; set; } = DateTimeOffset.UtcNow;

    public TimeSpan Elapsed { get; private set; }

    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_delays)
                return _delays.ToArray();
        }
    }

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_delays)
        {
            _delays.Add(delay);
            Elapsed += delay;
        }

        OnDelay?.Invoke(delay);
        return Task.CompletedTask;
    }
}

using System;

namespace RollingUpdate.Updates.Watching;

/// <summary>How long to wait between two looks: quick at first, then slower; slower still when the service says it is too much.</summary>
internal sealed class PollingPace
{
    private static readonly TimeSpan Quickest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SlowestWhenThrottled = TimeSpan.FromMinutes(2);
    private readonly TimeSpan? _fixed;
    private double _slowdown = 1;

    /// <param name="interval">The interval an admin asked for; null for the adaptive one.</param>
    public PollingPace(TimeSpan? interval) => _fixed = interval;

    /// <param name="watched">How long the watch has been going on.</param>
    public TimeSpan Next(TimeSpan watched)
    {
        // A tenth of the time that has passed: the end is noticed late by ten per cent at the most.
        var interval = _fixed ?? Clamp(TimeSpan.FromTicks(watched.Ticks / 10), Quickest, Slowest);
        return _slowdown <= 1 ? interval : Clamp(TimeSpan.FromTicks((long)(interval.Ticks * _slowdown)), interval, SlowestWhenThrottled);
    }

    public void Throttled() => _slowdown = Math.Min(_slowdown * 2, 64);

    public void Succeeded() => _slowdown = Math.Max(1, _slowdown / 2);

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}

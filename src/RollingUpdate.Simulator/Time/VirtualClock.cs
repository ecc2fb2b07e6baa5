using System;

namespace RollingUpdate.Simulator.Time;

/// <summary>Simulated time: events that happen, in order of time and then of creation, when the clock is moved past them.</summary>
internal sealed class VirtualClock
{
    private readonly SimulationContext _context;
    private readonly EventQueue _events = new();

    public VirtualClock(DateTimeOffset start, SimulationContext context)
    {
        Now = start;
        _context = context;
    }

    /// <summary>The simulated time, UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The time until the next event; null when nothing is going to happen by itself.</summary>
    public TimeSpan? NextEventIn => _events.Count == 0 ? null : TimeSpan.FromTicks(_events.NextDue - Now.UtcTicks);

    /// <summary>Runs an action when the simulated delay has passed.</summary>
    public void Schedule(TimeSpan delay, Action action) => _events.Add(Now.UtcTicks + delay.Ticks, action);

    /// <summary>Moves the clock, and lets everything happen that is due on the way. A time in the past only finishes work that is ready.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        _context.Drain();
        while (_events.Count > 0 && _events.NextDue <= target.UtcTicks)
        {
            Now = new DateTimeOffset(_events.NextDue, TimeSpan.Zero);
            _events.Take()();
            _context.Drain();
        }

        if (target > Now)
            Now = target;
    }
}

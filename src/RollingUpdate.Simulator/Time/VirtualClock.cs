using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace RollingUpdate.Simulator.Time;

/// <summary>Simulated time: a queue of events that happen, in order of time and then of creation, when the clock is moved past them.</summary>
internal sealed class VirtualClock
{
    private readonly SimulationContext _context;
    private readonly SortedSet<Event> _events = new(EventOrder.Instance);
    private long _sequence;

    public VirtualClock(DateTimeOffset start, SimulationContext context)
    {
        Now = start;
        _context = context;
    }

    /// <summary>The simulated time, UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The time until the next event; null when nothing is going to happen by itself.</summary>
    public TimeSpan? NextEventIn => _events.Count == 0 ? null : _events.Min!.Due - Now;

    /// <summary>Runs an action when the simulated delay has passed.</summary>
    public void Schedule(TimeSpan delay, Action action) => _events.Add(new Event(Now + delay, _sequence++, action));

    /// <summary>A task that ends when the simulated delay has passed.</summary>
    public Task Delay(TimeSpan delay)
    {
        var done = new TaskCompletionSource<bool>();
        Schedule(delay, () => done.SetResult(true));
        return done.Task;
    }

    /// <summary>Moves the clock, and lets everything happen that is due on the way. A time in the past only finishes work that is ready.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        _context.Drain();
        while (_events.Count > 0)
        {
            var next = _events.Min!;
            if (next.Due > target)
                break;
            _events.Remove(next);
            Now = next.Due;
            next.Action();
            _context.Drain();
        }

        if (target > Now)
            Now = target;
    }

    private sealed class Event
    {
        public Event(DateTimeOffset due, long sequence, Action action)
        {
            Due = due;
            Sequence = sequence;
            Action = action;
        }

        public DateTimeOffset Due { get; }

        public long Sequence { get; }

        public Action Action { get; }
    }

    private sealed class EventOrder : IComparer<Event>
    {
        public static readonly EventOrder Instance = new();

        public int Compare(Event? x, Event? y)
        {
            var byTime = x!.Due.CompareTo(y!.Due);
            return byTime != 0 ? byTime : x.Sequence.CompareTo(y.Sequence);
        }
    }
}

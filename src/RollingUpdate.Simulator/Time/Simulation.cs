using System;
using System.Diagnostics;
using System.Threading;

namespace RollingUpdate.Simulator.Time;

/// <summary>
/// The one lock around the simulated cloud, and the rule by which real time moves simulated time. Nothing runs between requests: whoever
/// enters first brings the cloud up to date.
/// </summary>
internal sealed class Simulation
{
    private readonly object _gate = new();
    private readonly SimulationContext _context = new();
    private readonly Stopwatch _real = Stopwatch.StartNew();
    private readonly DateTimeOffset _start;
    private readonly double _speed;
    private readonly TimeSpan _step;
    private TimeSpan _advanced;

    /// <summary>A simulation that starts at a time; speed 0 and step 0 make a frozen clock.</summary>
    public Simulation(DateTimeOffset start, double speed, TimeSpan step)
    {
        _start = start;
        _speed = speed;
        _step = step;
        Clock = new VirtualClock(start, _context);
    }

    public VirtualClock Clock { get; }

    /// <summary>Does work as a request does: the clock moves by its step or follows real time first.</summary>
    public T Request<T>(Func<T> work) => Enter(work, _step);

    /// <summary>Looks or changes something from outside the cloud: real time counts, the step of a request does not.</summary>
    public T Visit<T>(Func<T> work) => Enter(work, TimeSpan.Zero);

    /// <summary>Moves the clock by hand.</summary>
    public void Advance(TimeSpan time) => Enter(() => true, time);

    private T Enter<T>(Func<T> work, TimeSpan move)
    {
        lock (_gate)
        {
            var outer = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(_context);
            try
            {
                _advanced += move;
                var elapsed = TimeSpan.FromTicks((long)(_real.Elapsed.Ticks * _speed));
                Clock.AdvanceTo(_start + _advanced + elapsed);
                var result = work();
                // What the work started runs as far as it can without time passing, so a reply shows it.
                Clock.AdvanceTo(Clock.Now);
                return result;
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(outer);
            }
        }
    }
}

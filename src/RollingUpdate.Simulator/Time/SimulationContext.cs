using System.Collections.Generic;
using System.Threading;

namespace RollingUpdate.Simulator.Time;

/// <summary>
/// Keeps every continuation of the simulated flows on the thread that holds the simulation, in first-in first-out order. Without it an
/// <c>await</c> would resume on a pool thread, outside the lock and in an order that differs from run to run.
/// </summary>
internal sealed class SimulationContext : SynchronizationContext
{
    private readonly Queue<KeyValuePair<SendOrPostCallback, object?>> _work = new();

    public override void Post(SendOrPostCallback d, object? state) => _work.Enqueue(new(d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what was posted, and what that posts in turn, until nothing is left.</summary>
    public void Drain()
    {
        while (_work.Count > 0)
        {
            var next = _work.Dequeue();
            next.Key(next.Value);
        }
    }
}

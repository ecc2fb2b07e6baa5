using System;
using System.Runtime.CompilerServices;

namespace RollingUpdate.Simulator.Engine;

/// <summary>
/// A wait of a flow in simulated time, to be awaited once. Waiting is most of what flows do, so it is a value without a task of its own:
/// the clock calls what awaits it.
/// </summary>
internal readonly struct FlowDelay : ICriticalNotifyCompletion
{
    private readonly Flow _flow;
    private readonly TimeSpan _time;

    public FlowDelay(Flow flow, TimeSpan time)
    {
        _flow = flow;
        _time = time;
    }

    public bool IsCompleted => false;

    public FlowDelay GetAwaiter() => this;

    /// <exception cref="FlowStoppedException">The execution was ended meanwhile.</exception>
    public void GetResult() => _flow.CheckAlive();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => _flow.World.Clock.Schedule(_time, continuation);
}

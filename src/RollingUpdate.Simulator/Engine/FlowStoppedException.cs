using System;

namespace RollingUpdate.Simulator.Engine;

/// <summary>Ends the flow of an execution that was cancelled or rejected from outside. Nobody is to be told: its state is set already.</summary>
internal sealed class FlowStoppedException : Exception
{
    public FlowStoppedException()
        : base("The execution has ended.")
    {
    }
}

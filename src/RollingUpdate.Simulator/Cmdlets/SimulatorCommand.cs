using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>A cmdlet that works on simulators: those from the pipeline, or the ones of this runspace.</summary>
public abstract class SimulatorCommand : PSCmdlet
{
    /// <summary>The simulator. When it is left out, the one that runs in this session is meant.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public AliyunSimulator? InputObject { get; set; }

    /// <summary>The simulator of the parameter, or else the only one that runs.</summary>
    private protected AliyunSimulator TheSimulator()
    {
        if (InputObject != null)
            return InputObject;
        var running = StartedSimulators.Current();
        if (running.Count == 1)
            return running[0];
        throw running.Count == 0
            ? Refuse("SimulatorNotRunning", "No simulator runs in this session. Start one with Start-AliyunSimulator.")
            : Refuse("SimulatorAmbiguous", $"{running.Count} simulators run in this session. Pipe the one that is meant, or give it as InputObject.");
    }

    private InvalidOperationException Refuse(string errorId, string message)
    {
        var error = new InvalidOperationException(message);
        ThrowTerminatingError(new ErrorRecord(error, errorId, ErrorCategory.InvalidOperation, null));
        return error;
    }

    /// <summary>The simulator of the parameter, or else all that run.</summary>
    private protected IReadOnlyList<AliyunSimulator> TheSimulators() => InputObject != null ? new[] { InputObject } : StartedSimulators.Current();
}

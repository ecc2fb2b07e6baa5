using System;

namespace RollingUpdate.Simulator;

/// <summary>A failing instance: one step of its update fails or hangs, a number of times.</summary>
public sealed class SimulatorInstanceFault
{
    /// <summary>A fault that strikes once.</summary>
    /// <param name="instanceId">The instance; <c>*</c> and <c>?</c> match as in file names.</param>
    /// <param name="step">The call of the update that fails, such as EnterStandby, StopInstance, ReplaceSystemDisk, StartInstance, RunCommand, ExitStandby or SetInstancesProtection; ConfigurePackage for the package itself.</param>
    public SimulatorInstanceFault(string instanceId, string step)
    {
        InstanceId = instanceId ?? throw new ArgumentNullException(nameof(instanceId));
        Step = step ?? throw new ArgumentNullException(nameof(step));
    }

    /// <summary>The instance, or a pattern of instances.</summary>
    public string InstanceId { get; }

    /// <summary>The step that fails.</summary>
    public string Step { get; }

    /// <summary>How many times it fails, over all matching instances.</summary>
    public int Count { get; set; } = 1;

    /// <summary>The message of the error.</summary>
    public string Message { get; set; } = "The simulator was told to let this step fail.";

    /// <summary>The code of the error. BackendServer.configuring and IncorrectScalingGroupStatus are retried by the templates for EnterStandby and ExitStandby.</summary>
    public string Code { get; set; } = "OperationFailed";

    /// <summary>Whether the step fails or never ends.</summary>
    public SimulatorInstanceFaultOutcome Outcome { get; set; }

    /// <summary>How often it has struck.</summary>
    public int Fired { get; private set; }

    /// <summary>Whether it has struck as often as it should.</summary>
    public bool IsUsedUp => Fired >= Count;

    /// <summary>Whether it strikes this step; counts it if so.</summary>
    internal bool Strikes(string instanceId, string step)
    {
        if (IsUsedUp || !string.Equals(Step, step, StringComparison.OrdinalIgnoreCase) || !Wildcard.IsMatch(InstanceId, instanceId))
            return false;
        Fired++;
        return true;
    }
}

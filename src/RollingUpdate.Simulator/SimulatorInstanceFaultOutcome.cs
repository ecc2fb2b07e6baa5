namespace RollingUpdate.Simulator;

/// <summary>How a failing instance fails.</summary>
public enum SimulatorInstanceFaultOutcome
{
    /// <summary>The step ends with an error.</summary>
    Fail,

    /// <summary>The step never ends; only a cancel gets the execution out of it.</summary>
    Hang,
}

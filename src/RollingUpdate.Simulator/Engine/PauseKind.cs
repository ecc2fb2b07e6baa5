namespace RollingUpdate.Simulator.Engine;

/// <summary>Why an execution waits.</summary>
internal enum PauseKind
{
    /// <summary>A batch is done and the next one has to be approved.</summary>
    Batch,

    /// <summary>A task failed, and the mode is to wait instead of failing.</summary>
    Failure,

    /// <summary>A high-risk action has to be confirmed.</summary>
    Confirmation,
}

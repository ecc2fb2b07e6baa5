namespace RollingUpdate.Updates.Watching;

/// <summary>Why an execution waits. OOS itself says only Waiting; this is derived from what the execution was started with and how far it is.</summary>
public enum PauseReason
{
    /// <summary>A batch is done, and the next is to be approved.</summary>
    BatchPause,

    /// <summary>An instance failed, and is to be retried or skipped.</summary>
    FailurePause,

    /// <summary>A task asks for an approval.</summary>
    Approval,

    /// <summary>An action of high risk is to be confirmed.</summary>
    RiskConfirmation,

    /// <summary>None of the known reasons.</summary>
    Unknown,
}

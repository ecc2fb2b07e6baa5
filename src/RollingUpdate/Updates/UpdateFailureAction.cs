namespace RollingUpdate.Updates;

/// <summary>What an update does when an instance fails (beyond those that may).</summary>
public enum UpdateFailureAction
{
    /// <summary>It ends as Failed (OOS mode Automatic).</summary>
    Stop,

    /// <summary>It pauses, to retry or skip the instance (OOS mode FailurePause).</summary>
    Pause,

    /// <summary>It is cancelled where it still runs, and rolled back at once. This is the module's own doing, so the wait has to go on.</summary>
    Rollback,
}

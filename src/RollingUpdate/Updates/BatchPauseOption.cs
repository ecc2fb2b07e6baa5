namespace RollingUpdate.Updates;

/// <summary>Whether an update pauses between batches until it is approved.</summary>
public enum BatchPauseOption
{
    /// <summary>It does not pause.</summary>
    Automatic,

    /// <summary>It pauses after the first batch.</summary>
    FirstBatchPause,

    /// <summary>It pauses after every batch.</summary>
    EveryBatchPause,
}

namespace RollingUpdate.Updates;

/// <summary>How a paused execution goes on.</summary>
public enum ResumeAction
{
    /// <summary>With the next batch, or with what waited for an approval.</summary>
    Approve,

    /// <summary>By trying what failed once more.</summary>
    Retry,

    /// <summary>Without what failed; a skipped instance counts as done and stays in Standby.</summary>
    Skip,
}

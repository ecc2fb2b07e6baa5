namespace RollingUpdate.Updates.Planning;

/// <summary>How a check of a plan came out.</summary>
public enum PlanCheckStatus
{
    /// <summary>Nothing speaks against the update.</summary>
    Passed,

    /// <summary>The update can start; there is something to know first.</summary>
    Warning,

    /// <summary>The update is not started.</summary>
    Failed,
}

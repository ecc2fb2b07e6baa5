namespace RollingUpdate.Updates.Planning;

/// <summary>One thing that was looked at before an update.</summary>
public sealed class EssRollingUpdatePlanCheck
{
    internal EssRollingUpdatePlanCheck(string name, PlanCheckStatus status, string detail)
    {
        Name = name;
        Status = status;
        Detail = detail;
    }

    /// <summary>What was looked at: ScalingGroup, RunningUpdate, ScalingActivity, LeftBehind, Image, Package, Instances, Capacity, Processes, Permissions and so on.</summary>
    public string Name { get; }

    /// <summary>Passed, Warning or Failed.</summary>
    public PlanCheckStatus Status { get; }

    /// <summary>What was found.</summary>
    public string Detail { get; }

    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? RecommendedAction { get; internal set; }

    /// <summary>Whether -Force starts the update in spite of it.</summary>
    public bool CanForce { get; internal set; }

    /// <summary>The error this failure is when it is the reason not to start; null for PlanFailed.</summary>
    internal RollingUpdateException? Error { get; set; }

    /// <summary>Name and outcome.</summary>
    public override string ToString() => $"{Name}: {Status}";
}

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>What Get-EssScalingInstance can ask for besides what Auto Scaling itself says.</summary>
public enum InstanceDetail
{
    /// <summary>The image and operating system, from ECS: one call for 100 instances.</summary>
    Image,

    /// <summary>The installed OOS packages: one call for each instance.</summary>
    Package,
}

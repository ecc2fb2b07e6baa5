using System;

namespace RollingUpdate.Ess;

/// <summary>A scaling group, as it was when it was read.</summary>
public sealed class EssScalingGroup
{
    /// <summary>The group's id, <c>asg-…</c>.</summary>
    public string ScalingGroupId { get; internal set; } = "";

    /// <summary>The group's name.</summary>
    public string ScalingGroupName { get; internal set; } = "";

    /// <summary>The region it is in; binds to the next cmdlet's -RegionId.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>ECS or ECI (container groups).</summary>
    public string? GroupType { get; internal set; }

    /// <summary>Active, Inactive or Deleting.</summary>
    public string LifecycleState { get; internal set; } = "";

    /// <summary>The scaling configuration that new instances are made from; null when a launch template is.</summary>
    public string? ActiveScalingConfigurationId { get; internal set; }

    /// <summary>The launch template that new instances are made from; null when a scaling configuration is.</summary>
    public string? LaunchTemplateId { get; internal set; }

    /// <summary>A number, Default or Latest.</summary>
    public string? LaunchTemplateVersion { get; internal set; }

    /// <summary>The least number of instances.</summary>
    public int MinSize { get; internal set; }

    /// <summary>The greatest number of instances.</summary>
    public int MaxSize { get; internal set; }

    /// <summary>The number of instances the group keeps; null when it has none set.</summary>
    public int? DesiredCapacity { get; internal set; }

    /// <summary>All instances.</summary>
    public int TotalInstanceCount { get; internal set; }

    /// <summary>Instances in service.</summary>
    public int ActiveCapacity { get; internal set; }

    /// <summary>Instances protected from scaling in.</summary>
    public int ProtectedCapacity { get; internal set; }

    /// <summary>Instances in Standby: they get no traffic.</summary>
    public int StandbyCapacity { get; internal set; }

    /// <summary>Processes that are suspended, as the service names them.</summary>
    public string[] SuspendedProcesses { get; internal set; } = Array.Empty<string>();

    /// <summary>Whether the service itself has suspended the group (for example for money owed).</summary>
    public bool SystemSuspended { get; internal set; }

    /// <summary>Id and name, for messages.</summary>
    internal string Label => ScalingGroupName.Length == 0 ? ScalingGroupId : $"{ScalingGroupId} ({ScalingGroupName})";

    /// <summary>The id: PowerShell makes a text of an object that is piped to a parameter of ids.</summary>
    public override string ToString() => ScalingGroupId;
}

using System;
using System.Collections.Generic;

namespace RollingUpdate.Ess;

/// <summary>An instance of a scaling group, as it was when it was read.</summary>
public sealed class EssScalingInstance
{
    /// <summary>The instance's id, <c>i-…</c>.</summary>
    public string InstanceId { get; internal set; } = "";

    /// <summary>The group it is in.</summary>
    public string ScalingGroupId { get; internal set; } = "";

    /// <summary>The region it is in; binds to the next cmdlet's -RegionId.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>InService, Pending, Pending:Wait, Protected, Standby, Stopped, Removing or Removing:Wait.</summary>
    public string LifecycleState { get; internal set; } = "";

    /// <summary>Healthy or Unhealthy.</summary>
    public string? HealthStatus { get; internal set; }

    /// <summary>AutoCreated, Attached or Managed.</summary>
    public string? CreationType { get; internal set; }

    /// <summary>When it was added to the group.</summary>
    public DateTimeOffset? CreationTime { get; internal set; }

    /// <summary>The scaling configuration it was made from; null for others.</summary>
    public string? ScalingConfigurationId { get; internal set; }

    /// <summary>The launch template it was made from; null for others.</summary>
    public string? LaunchTemplateId { get; internal set; }

    /// <summary>The zone it is in.</summary>
    public string? ZoneId { get; internal set; }

    /// <summary>Its address in the VPC.</summary>
    public string? PrivateIpAddress { get; internal set; }

    /// <summary>The image its system disk was made from; null when it was not asked for (-Include Image).</summary>
    public string? ImageId { get; internal set; }

    /// <summary>linux or windows; null when it was not asked for (-Include Image).</summary>
    public string? OSType { get; internal set; }

    /// <summary>Installed OOS packages and their versions; null when they were not asked for (-Include Package).</summary>
    public IReadOnlyDictionary<string, string>? Packages { get; internal set; }

    /// <summary>The id.</summary>
    public override string ToString() => InstanceId;
}

using System;

namespace RollingUpdate.Ess;

/// <summary>A scaling configuration: what new instances of a group are made from.</summary>
public sealed class EssScalingConfiguration
{
    /// <summary>The configuration's id, <c>asc-…</c>.</summary>
    public string ScalingConfigurationId { get; internal set; } = "";

    /// <summary>The configuration's name.</summary>
    public string? ScalingConfigurationName { get; internal set; }

    /// <summary>The group it belongs to.</summary>
    public string ScalingGroupId { get; internal set; } = "";

    /// <summary>The region it is in; binds to the next cmdlet's -RegionId.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>Active when the group uses it, else Inactive.</summary>
    public string LifecycleState { get; internal set; } = "";

    /// <summary>ECS or ECI (container groups), as the group's.</summary>
    public string GroupType { get; internal set; } = "";

    /// <summary>The image new instances get; null for container groups.</summary>
    public string? ImageId { get; internal set; }

    /// <summary>The image's name.</summary>
    public string? ImageName { get; internal set; }

    /// <summary>The image family, when the newest image of a family is used instead of a fixed one.</summary>
    public string? ImageFamily { get; internal set; }

    /// <summary>The instance type.</summary>
    public string? InstanceType { get; internal set; }

    /// <summary>The containers of new container groups (ECI); empty for ECS instances. Can be given to -SourceContainer and -Container.</summary>
    public EssContainer[] Containers { get; internal set; } = Array.Empty<EssContainer>();

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationTime { get; internal set; }

    /// <summary>The id.</summary>
    public override string ToString() => ScalingConfigurationId;
}

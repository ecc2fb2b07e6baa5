using System;

namespace RollingUpdate.Updates.Repair;

/// <summary>One thing that an update left, and what puts it right.</summary>
public sealed class EssRepairStep
{
    /// <summary>The group.</summary>
    public string ScalingGroupId { get; internal set; } = "";

    /// <summary>What is done.</summary>
    public RepairAction Action { get; internal set; }

    /// <summary>Needed, Done or Failed.</summary>
    public RepairStatus Status { get; internal set; }

    /// <summary>The update or rollback that left it.</summary>
    public string ExecutionId { get; internal set; } = "";

    /// <summary>The instance; null for a step that is not about one.</summary>
    public string? InstanceId { get; internal set; }

    /// <summary>The processes to resume; empty for other steps.</summary>
    public string[] Processes { get; internal set; } = Array.Empty<string>();

    /// <summary>The scaling configuration; null for other steps.</summary>
    public string? ScalingConfigurationId { get; internal set; }

    /// <summary>The image that the configuration gets; null for other steps.</summary>
    public string? ImageId { get; internal set; }

    /// <summary>What is wrong, in words.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>What to type, where the module cannot do it by itself; null for other steps.</summary>
    public string? RecommendedAction { get; internal set; }

    /// <summary>The region of the group.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>Whether the instance is a container group (ECI), which ECS knows nothing of.</summary>
    internal bool IsContainerGroup { get; set; }

    /// <summary>What it is about: the instance, the processes or the configuration.</summary>
    public string Target => InstanceId ?? ScalingConfigurationId ?? string.Join(", ", Processes);

    /// <summary>What is wrong.</summary>
    public override string ToString() => Description;
}

namespace RollingUpdate.Simulator;

/// <summary>What a new scaling group of the simulator has.</summary>
public sealed class SimulatedScalingGroupSettings
{
    /// <summary>The name.</summary>
    public string ScalingGroupName { get; set; } = "group";

    /// <summary>The id; null makes one.</summary>
    public string? ScalingGroupId { get; set; }

    /// <summary>ECS or ECI.</summary>
    public string GroupType { get; set; } = "ECS";

    /// <summary>The region; null takes the simulator's.</summary>
    public string? RegionId { get; set; }

    /// <summary>The image of its scaling configuration; null takes the image of the default group.</summary>
    public string? ImageId { get; set; }

    /// <summary>The launch template that it starts instances with, instead of a scaling configuration.</summary>
    public string? LaunchTemplateId { get; set; }

    /// <summary>A number, Default or Latest.</summary>
    public string LaunchTemplateVersion { get; set; } = "Default";

    /// <summary>How many instances started by the group are InService.</summary>
    public int InstanceCount { get; set; } = 5;

    /// <summary>How many more are Protected.</summary>
    public int ProtectedCount { get; set; }

    /// <summary>How many more are Standby.</summary>
    public int StandbyCount { get; set; }

    /// <summary>How many more were attached by hand and are InService.</summary>
    public int AttachedCount { get; set; }

    /// <summary>The least number of instances.</summary>
    public int MinSize { get; set; }

    /// <summary>The greatest number of instances.</summary>
    public int MaxSize { get; set; } = 1000;

    /// <summary>Processes that are suspended from the start.</summary>
    public string[]? SuspendedProcesses { get; set; }
}

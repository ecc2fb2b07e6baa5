using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator;

/// <summary>A scaling group of the simulator at one moment.</summary>
public sealed class SimulatedScalingGroup
{
    internal SimulatedScalingGroup(ScalingGroup group)
    {
        ScalingGroupId = group.Id;
        ScalingGroupName = group.Name;
        RegionId = group.RegionId;
        GroupType = group.Type;
        LifecycleState = group.State;
        ActiveScalingConfigurationId = group.ActiveConfiguration?.Id;
        LaunchTemplateId = group.LaunchTemplate?.Id;
        LaunchTemplateVersion = group.LaunchTemplateVersion;
        MinSize = group.MinSize;
        MaxSize = group.MaxSize;
        SuspendedProcesses = group.SuspendedProcesses.ToArray();
        InstanceIds = group.Instances.Select(i => i.Id).ToArray();
        LifecycleHooks = group.Hooks.Select(h => new SimulatedLifecycleHook(h)).ToArray();
        HasOpenActivity = group.OpenActivities > 0;
    }

    /// <summary>The id, asg-….</summary>
    public string ScalingGroupId { get; }

    /// <summary>The name.</summary>
    public string ScalingGroupName { get; }

    /// <summary>The region.</summary>
    public string RegionId { get; }

    /// <summary>ECS or ECI.</summary>
    public string GroupType { get; }

    /// <summary>Active, Inactive or Deleting.</summary>
    public string LifecycleState { get; }

    /// <summary>The configuration that new instances start with; null for a group with a launch template.</summary>
    public string? ActiveScalingConfigurationId { get; }

    /// <summary>The launch template that new instances start with; null for a group with a configuration.</summary>
    public string? LaunchTemplateId { get; }

    /// <summary>A number, Default or Latest.</summary>
    public string? LaunchTemplateVersion { get; }

    /// <summary>The least number of instances.</summary>
    public int MinSize { get; }

    /// <summary>The greatest number of instances.</summary>
    public int MaxSize { get; }

    /// <summary>The suspended processes, in the order ScaleIn, ScaleOut, HealthCheck, AlarmNotification, ScheduledAction.</summary>
    public IReadOnlyList<string> SuspendedProcesses { get; }

    /// <summary>The instances in the group, oldest first.</summary>
    public IReadOnlyList<string> InstanceIds { get; }

    /// <summary>The lifecycle hooks.</summary>
    public IReadOnlyList<SimulatedLifecycleHook> LifecycleHooks { get; }

    /// <summary>Whether a scaling activity is in progress.</summary>
    public bool HasOpenActivity { get; }

    /// <inheritdoc/>
    public override string ToString() => ScalingGroupId;
}

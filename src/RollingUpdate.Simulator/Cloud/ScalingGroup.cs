using System;
using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A scaling group and what belongs to it.</summary>
internal sealed class ScalingGroup
{
    /// <summary>The complete set of processes that can be suspended.</summary>
    public static readonly IReadOnlyList<string> AllProcesses = new[] { "ScaleIn", "ScaleOut", "HealthCheck", "AlarmNotification", "ScheduledAction" };

    public ScalingGroup(string id, string name, string regionId)
    {
        Id = id;
        Name = name;
        RegionId = regionId;
        Instances = new Registry<Instance>(i => i.Id);
    }

    public string Id { get; }

    public string Name { get; }

    public string RegionId { get; }

    /// <summary>ECS or ECI.</summary>
    public string Type { get; set; } = "ECS";

    /// <summary>Active, Inactive or Deleting.</summary>
    public string State { get; set; } = "Active";

    /// <summary>Whether Auto Scaling itself has suspended the group.</summary>
    public bool IsSystemSuspended { get; set; }

    public ScalingConfiguration? ActiveConfiguration { get; set; }

    public LaunchTemplate? LaunchTemplate { get; set; }

    /// <summary>A number, Default or Latest.</summary>
    public string? LaunchTemplateVersion { get; set; }

    public int MinSize { get; set; }

    public int MaxSize { get; set; }

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Modified { get; set; }

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>In the order of <see cref="AllProcesses"/>.</summary>
    public IReadOnlyList<string> SuspendedProcesses { get; private set; } = Array.Empty<string>();

    public Registry<Instance> Instances { get; }

    public List<LifecycleHook> Hooks { get; } = new();

    public List<ScalingActivity> Activities { get; } = new();

    /// <summary>How many of the activities are still in progress; while any is, the group takes no Standby moves.</summary>
    public int OpenActivities { get; set; }

    public int CountOf(string lifecycleState) => Instances.Count(i => i.LifecycleState == lifecycleState);

    public void Suspend(IEnumerable<string> processes) => SetSuspended(SuspendedProcesses.Union(processes));

    public void Resume(IEnumerable<string> processes) => SetSuspended(SuspendedProcesses.Except(processes));

    private void SetSuspended(IEnumerable<string> processes)
    {
        var set = new HashSet<string>(processes);
        SuspendedProcesses = AllProcesses.Where(set.Contains).ToArray();
    }
}

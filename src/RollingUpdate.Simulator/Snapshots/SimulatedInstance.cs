using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator;

/// <summary>An instance of the simulator at one moment.</summary>
public sealed class SimulatedInstance
{
    internal SimulatedInstance(Instance instance)
    {
        InstanceId = instance.Id;
        RegionId = instance.RegionId;
        ScalingGroupId = instance.Group?.Id;
        LifecycleState = instance.Group == null ? null : instance.LifecycleState;
        CreationType = instance.CreationType;
        Status = instance.Status;
        OSType = instance.OsType;
        ImageId = instance.ImageId;
        SystemDiskId = instance.SystemDiskId;
        UserData = instance.UserData;
        Tags = new Dictionary<string, string>(instance.Tags);
        Packages = instance.Packages.ToDictionary(p => p.Key, p => p.Value.Version);
        ScriptHistory = instance.ScriptHistory.ToArray();
        Files = new Dictionary<string, string>(instance.Files);
        Containers = instance.Containers.Select(c => c.ToString(Formatting.None)).ToArray();
    }

    /// <summary>The id, i-….</summary>
    public string InstanceId { get; }

    /// <summary>The region.</summary>
    public string RegionId { get; }

    /// <summary>The scaling group it is in; null when in none.</summary>
    public string? ScalingGroupId { get; }

    /// <summary>InService, Protected, Standby … as Auto Scaling sees it; null when in no group.</summary>
    public string? LifecycleState { get; }

    /// <summary>AutoCreated, Attached or Managed.</summary>
    public string CreationType { get; }

    /// <summary>Running, Stopping, Stopped or Starting.</summary>
    public string Status { get; }

    /// <summary>linux or windows.</summary>
    public string OSType { get; }

    /// <summary>The image of its system disk.</summary>
    public string ImageId { get; }

    /// <summary>Its system disk.</summary>
    public string SystemDiskId { get; }

    /// <summary>Base64 text that its system runs at the start.</summary>
    public string? UserData { get; }

    /// <summary>Tags by key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; }

    /// <summary>Installed package versions by package.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; }

    /// <summary>Every script that Cloud Assistant ran on it, oldest first.</summary>
    public IReadOnlyList<string> ScriptHistory { get; }

    /// <summary>Where downloaded files came from, by their path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The containers of a container group, each as JSON.</summary>
    public IReadOnlyList<string> Containers { get; }

    /// <inheritdoc/>
    public override string ToString() => InstanceId;
}

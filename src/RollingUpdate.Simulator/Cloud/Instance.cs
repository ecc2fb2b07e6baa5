using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>An ECS instance (or an ECI container group), seen by ECS and, while it is in a group, by Auto Scaling.</summary>
internal sealed class Instance
{
    public Instance(string id, string regionId, string imageId, string osType)
    {
        Id = id;
        RegionId = regionId;
        ImageId = imageId;
        OsType = osType;
    }

    public string Id { get; }

    public string RegionId { get; }

    /// <summary>Whether it is an ECI container group, which ECS does not know.</summary>
    public bool IsContainerGroup => Id.StartsWith("eci-", StringComparison.Ordinal);

    public string Name { get; set; } = "";

    public string PrivateIp { get; set; } = "";

    public string InstanceType { get; set; } = "ecs.g7.large";

    public DateTimeOffset Created { get; set; }

    /// <summary>Running, Stopping, Stopped or Starting.</summary>
    public string Status { get; set; } = "Running";

    public string ImageId { get; set; }

    /// <summary>linux or windows.</summary>
    public string OsType { get; set; }

    public string SystemDiskId { get; set; } = "";

    /// <summary>In_use, or ReIniting while a new system disk is being made.</summary>
    public string SystemDiskStatus { get; set; } = "In_use";

    public string? UserData { get; set; }

    public string? KeyPairName { get; set; }

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Installed package versions by package name.</summary>
    public Dictionary<string, InstalledPackage> Packages { get; } = new(StringComparer.Ordinal);

    /// <summary>Every script run by Cloud Assistant, oldest first.</summary>
    public List<string> ScriptHistory { get; } = new();

    /// <summary>Files by path that a download put there, with where they came from.</summary>
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The containers of an ECI container group.</summary>
    public List<JObject> Containers { get; set; } = new();

    /// <summary>The scaling group it is in; null when it is in none.</summary>
    public ScalingGroup? Group { get; set; }

    /// <summary>InService, Pending, Pending:Wait, Protected, Standby, Stopped or Removing, as Auto Scaling sees it.</summary>
    public string LifecycleState { get; set; } = "InService";

    /// <summary>AutoCreated, Attached or Managed.</summary>
    public string CreationType { get; set; } = "AutoCreated";

    public string HealthStatus { get; set; } = "Healthy";

    /// <summary>The configuration it was started with; null for a launch template or an attached instance.</summary>
    public string? ScalingConfigurationId { get; set; }
}

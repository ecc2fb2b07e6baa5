using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>What a scaling group starts new instances with.</summary>
internal sealed class ScalingConfiguration
{
    public ScalingConfiguration(string id, string name, ScalingGroup group, string imageId)
    {
        Id = id;
        Name = name;
        Group = group;
        ImageId = imageId;
    }

    public string Id { get; }

    public string Name { get; set; }

    public ScalingGroup Group { get; }

    public string ImageId { get; set; }

    public string InstanceType { get; set; } = "ecs.g7.large";

    public string? UserData { get; set; }

    public string? KeyPairName { get; set; }

    public DateTimeOffset Created { get; set; }

    /// <summary>The containers of an ECI configuration, by name, in order.</summary>
    public List<JObject> Containers { get; set; } = new();

    public bool IsActive => Group.ActiveConfiguration == this;
}

using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator;

/// <summary>A scaling configuration of the simulator at one moment.</summary>
public sealed class SimulatedScalingConfiguration
{
    internal SimulatedScalingConfiguration(ScalingConfiguration configuration)
    {
        ScalingConfigurationId = configuration.Id;
        ScalingConfigurationName = configuration.Name;
        ScalingGroupId = configuration.Group.Id;
        ImageId = configuration.ImageId;
        UserData = configuration.UserData;
        IsActive = configuration.IsActive;
        Containers = configuration.Containers.Select(c => c.ToString(Formatting.None)).ToArray();
    }

    /// <summary>The id, asc-….</summary>
    public string ScalingConfigurationId { get; }

    /// <summary>The name.</summary>
    public string ScalingConfigurationName { get; }

    /// <summary>The scaling group it belongs to.</summary>
    public string ScalingGroupId { get; }

    /// <summary>The image that new instances get.</summary>
    public string ImageId { get; }

    /// <summary>Base64 text that new instances run at the start.</summary>
    public string? UserData { get; }

    /// <summary>Whether the group uses it.</summary>
    public bool IsActive { get; }

    /// <summary>The containers of new container groups, each as JSON.</summary>
    public IReadOnlyList<string> Containers { get; }

    /// <inheritdoc/>
    public override string ToString() => ScalingConfigurationId;
}

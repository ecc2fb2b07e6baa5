using System;
using System.Collections.Generic;
using RollingUpdate.Simulator.Time;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>Everything that exists in the simulated account, except executions. Touched only inside the simulation.</summary>
internal sealed class World
{
    public World(VirtualClock clock, string regionId, string accountId, int seed)
    {
        Clock = clock;
        RegionId = regionId;
        Ids = new IdSource(seed);
        Access = new AccessDirectory(accountId, Ids);
    }

    public VirtualClock Clock { get; }

    public IdSource Ids { get; }

    /// <summary>The region that things are in, and calls are for, when they name none.</summary>
    public string RegionId { get; }

    public AccessDirectory Access { get; }

    public Registry<ScalingGroup> Groups { get; } = new(g => g.Id);

    public Registry<ScalingConfiguration> Configurations { get; } = new(c => c.Id);

    public Registry<Instance> Instances { get; } = new(i => i.Id);

    public Registry<Image> Images { get; } = new(i => i.Id);

    public Registry<Package> Packages { get; } = new(p => p.Name);

    public Registry<LaunchTemplate> LaunchTemplates { get; } = new(t => t.Id);

    public Registry<RamUser> Users { get; } = new(u => u.Name);

    /// <summary>System and custom policies.</summary>
    public List<RamPolicy> Policies { get; } = new(RamPolicy.SystemPolicies);

    public Registry<Invocation> Invocations { get; } = new(i => i.Id);

    /// <summary>Instances by the id of their present system disk.</summary>
    public Dictionary<string, Instance> SystemDisks { get; } = new(StringComparer.Ordinal);

    public List<SimulatorInstanceFault> InstanceFaults { get; } = new();
}

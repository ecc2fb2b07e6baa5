using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Simulator;

/// <content>What is in the simulated account now, as snapshots.</content>
public sealed partial class AliyunSimulator
{
    /// <summary>All scaling groups, oldest first.</summary>
    public IReadOnlyList<SimulatedScalingGroup> ScalingGroups => _simulation.Visit(() => _world.Groups.Select(g => new SimulatedScalingGroup(g)).ToArray());

    /// <summary>All instances, oldest first.</summary>
    public IReadOnlyList<SimulatedInstance> Instances => _simulation.Visit(() => _world.Instances.Select(i => new SimulatedInstance(i)).ToArray());

    /// <summary>All scaling configurations, oldest first.</summary>
    public IReadOnlyList<SimulatedScalingConfiguration> ScalingConfigurations =>
        _simulation.Visit(() => _world.Configurations.Select(c => new SimulatedScalingConfiguration(c)).ToArray());

    /// <summary>All executions without a parent, oldest first.</summary>
    public IReadOnlyList<SimulatedExecution> Executions => _simulation.Visit(() => _engine.Executions.Roots.Select(e => new SimulatedExecution(e)).ToArray());

    /// <summary>How many of them there are, for who looks often: no snapshot of any is made.</summary>
    internal int ExecutionCount => _simulation.Visit(() => _engine.Executions.Roots.Count);

    /// <summary>One execution; null when there is none of that id.</summary>
    public SimulatedExecution? FindExecution(string executionId) =>
        _simulation.Visit(() => _engine.Executions.Find(executionId) is { } e ? new SimulatedExecution(e) : null);

    /// <summary>The children of an execution, oldest first; none for an unknown id.</summary>
    public IReadOnlyList<SimulatedExecution> ChildExecutions(string executionId) =>
        _simulation.Visit(() => _engine.Executions.Find(executionId)?.Children.Select(e => new SimulatedExecution(e)).ToArray() ?? System.Array.Empty<SimulatedExecution>());

    /// <summary>The instances of a scaling group, oldest first; none for an unknown id.</summary>
    public IReadOnlyList<SimulatedInstance> InstancesOf(string scalingGroupId) =>
        _simulation.Visit(() => _world.Groups.Find(scalingGroupId)?.Instances.Select(i => new SimulatedInstance(i)).ToArray() ?? System.Array.Empty<SimulatedInstance>());
}

using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>Taking an instance out of service and putting it back, with the retries that the templates have for a busy group.</summary>
internal static class StandbySteps
{
    public static Task Enter(Flow flow) => flow.WaitFor("enterStandby", "ess", "EnterStandby", RetryRule.Standby, () =>
    {
        flow.Scaling.EnterStandby(flow.Text("scalingGroupId"), new[] { flow.InstanceId! });
        return true;
    });

    public static Task Exit(Flow flow) => flow.WaitFor("exitStandBy", "ess", "ExitStandby", RetryRule.Standby, () =>
    {
        flow.Scaling.ExitStandby(flow.Text("scalingGroupId"), new[] { flow.InstanceId! });
        return true;
    });

    /// <summary>The state of the instance at the start; empty for one that is in no group, whose EnterStandby then fails.</summary>
    public static Task<string> View(Flow flow) => flow.Api("viewInstanceLifecycleState", "ess", "DescribeScalingInstances", () =>
    {
        var instance = flow.World.Instances.Find(flow.InstanceId);
        return instance?.Group == null ? "" : instance.LifecycleState;
    });
}

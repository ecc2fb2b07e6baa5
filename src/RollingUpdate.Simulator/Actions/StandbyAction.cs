using System.Collections.Generic;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>
/// An action that takes its instance out of service for its work: protection off, Standby, the work, out of Standby, protection on again where
/// it was. A step that fails leaves the instance where it is. An instance that is Standby at the start goes straight to the work, and ends in
/// service: so a retry finishes what a failure left.
/// </summary>
internal abstract class StandbyAction : InstanceAction
{
    public override IReadOnlyList<KeyValuePair<string, JToken>> Defaults => StandbyDefaults;

    /// <summary>The defaults that these actions share.</summary>
    protected static IReadOnlyList<KeyValuePair<string, JToken>> StandbyDefaults { get; } = new KeyValuePair<string, JToken>[]
    {
        new("rollBack", "false"),
        new("lifecycleState", "InService"),
    };

    public override async Task Run(Flow flow)
    {
        var id = flow.InstanceId!;
        var groupId = flow.Text("scalingGroupId");
        var ids = new[] { id };
        var state = await flow.Api("viewInstanceLifecycleState", "ess", "DescribeScalingInstances", () => State(flow, id));
        if (state == "Protected")
            await flow.Api("setInstancesProtectionToFalse", "ess", "SetInstancesProtection", () => flow.Scaling.SetProtection(groupId, ids, false));
        if (state != "Standby")
        {
            await flow.WaitFor("enterStandby", "ess", "EnterStandby", RetryRule.Standby, () =>
            {
                flow.Scaling.EnterStandby(groupId, ids);
                return true;
            });
        }

        await Work(flow, id);
        await flow.WaitFor("exitStandBy", "ess", "ExitStandby", RetryRule.Standby, () =>
        {
            flow.Scaling.ExitStandby(groupId, ids);
            return true;
        });
        if (flow.Text("lifecycleState") == "Protected")
            await flow.Api("setInstancesProtectionToTrue", "ess", "SetInstancesProtection", () => flow.Scaling.SetProtection(groupId, ids, true));
    }

    /// <summary>What is done while the instance is out of service.</summary>
    protected abstract Task Work(Flow flow, string instanceId);

    // An instance that is in no group has no state; the steps then go on and meet the error of EnterStandby.
    private static string State(Flow flow, string instanceId)
    {
        var instance = flow.World.Instances.Find(instanceId);
        return instance?.Group == null ? "" : instance.LifecycleState;
    }
}

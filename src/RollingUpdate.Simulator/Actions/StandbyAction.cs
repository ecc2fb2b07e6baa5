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
        var state = await StandbySteps.View(flow);
        if (state == "Protected")
            await Protect(flow, "setInstancesProtectionToFalse", false);
        if (state != "Standby")
            await StandbySteps.Enter(flow);
        await Work(flow, flow.InstanceId!);
        await StandbySteps.Exit(flow);
        if (flow.Text("lifecycleState") == "Protected")
            await Protect(flow, "setInstancesProtectionToTrue", true);
    }

    /// <summary>What is done while the instance is out of service.</summary>
    protected abstract Task Work(Flow flow, string instanceId);

    private static Task Protect(Flow flow, string task, bool isProtected) =>
        flow.Api(task, "ess", "SetInstancesProtection", () => flow.Scaling.SetProtection(flow.Text("scalingGroupId"), new[] { flow.InstanceId! }, isProtected));
}

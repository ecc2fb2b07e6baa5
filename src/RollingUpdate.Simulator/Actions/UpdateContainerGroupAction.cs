using System.Collections.Generic;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>
/// ACS::ESS::UpdateContainerGroup. Unlike the actions on ECS instances it knows no protection, and it ends Standby only if it began it or is
/// told that it is a rollback, which the rolling template never tells: a retry of what a failure left stays in Standby.
/// </summary>
internal sealed class UpdateContainerGroupAction : InstanceAction
{
    public override string Name => "ACS::ESS::UpdateContainerGroup";

    public override IReadOnlyList<KeyValuePair<string, JToken>> Defaults { get; } = new KeyValuePair<string, JToken>[] { new("rollBack", "false") };

    public override async Task Run(Flow flow)
    {
        var id = flow.InstanceId!;
        var state = await StandbySteps.View(flow);
        if (state != "Standby")
            await StandbySteps.Enter(flow);
        await flow.Api("updateContainerGroup", "eci", "UpdateContainerGroup", () => Update(flow, id));
        await flow.WaitFor("untilContainerGroupReady", "eci", "DescribeContainerGroups", RetryRule.Command, () => flow.Compute.Instance(id).Status == "Running");
        if (state != "Standby" || flow.Text("rollBack") != "false")
            await StandbySteps.Exit(flow);
    }

    private static void Update(Flow flow, string id)
    {
        var group = flow.Compute.Instance(id);
        group.Containers = Containers.Update(group.Containers, flow.Value("containerConfigure"), flow.Text("updateType"));
        group.Status = "Updating";
        flow.World.Clock.Schedule(StepTimes.Containers, () => group.Status = "Running");
    }
}

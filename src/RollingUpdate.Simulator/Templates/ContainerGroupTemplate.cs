using System.Collections.Generic;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Actions;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>
/// Updates the containers of an ECI scaling group. The scaling configuration is changed after the loop, also for an empty group, and in a
/// rollback too. Its parameter maxErrors is declared and not used.
/// </summary>
internal sealed class ContainerGroupTemplate : RollingTemplate
{
    public override string Name => "ACS-ESS-RollingUpdateByUpdateContainerGroup";

    public override string Id => "t-51a1c0de000000000006";

    public override string Description => "Updates the container groups of a scaling group batch by batch.";

    public override IReadOnlyList<ParameterDefinition> Parameters { get; } = CommonParameters.With(
        new ParameterDefinition("containerConfigure", "Json", "The new containers."),
        new ParameterDefinition("sourceContainerConfigure", "Json", "For a rollback: the containers that were there before.") { Default = new JObject() },
        CommonParameters.Choice("updateType", "Whether all containers are replaced or those given are changed.", "IncrementalUpdate", "RenewUpdate", "IncrementalUpdate"),
        CommonParameters.Text("scalingConfigurationId", "The scaling configuration, which is changed too."),
        CommonParameters.MaxErrors());

    public override IReadOnlyList<string> Permissions { get; } = PermissionSets.With(
        new[] { "ess:EnterStandby", "ess:ExitStandby", "ess:ModifyEciScalingConfiguration" },
        "eci:UpdateContainerGroup",
        "eci:DescribeContainerGroups");

    public override string? OutputName => null;

    protected override InstanceAction Action { get; } = new UpdateContainerGroupAction();

    protected override string InvokeTask => "invokeByUpdateContainerGroup";

    protected override string RollbackTask => "rollbackByUpdateContainerGroup";

    protected override string ChildOutput => "";

    protected override bool KeepsLifecycleState => false;

    protected override bool IsForEcs => false;

    protected override string[] AfterLoopTasks { get; } = { "modifyScalingConfigurationForInvoke", "whetherToResumeProcessesByGroupInstances" };

    protected override string[] AfterRollbackLoopTasks { get; } = { "modifyScalingConfigurationForRollback" };

    protected override Task AfterLoop(Flow flow) => Configure(flow, "modifyScalingConfigurationForInvoke", "containerConfigure");

    protected override Task OnEmptyGroup(Flow flow) => AfterLoop(flow);

    protected override Task AfterRollbackLoop(Flow flow) => Configure(flow, "modifyScalingConfigurationForRollback", "sourceContainerConfigure");

    protected override NamedValues InvokeParameters(Flow flow, LoopItem item) => Given(flow, item, "containerConfigure");

    protected override NamedValues RollbackParameters(Flow flow, LoopItem item) => Given(flow, item, "sourceContainerConfigure");

    private static NamedValues Given(Flow flow, LoopItem item, string containers) => new()
    {
        ["instanceId"] = item.InstanceId,
        ["scalingGroupId"] = flow.Value("scalingGroupId"),
        ["containerConfigure"] = flow.Value(containers),
        ["updateType"] = flow.Value("updateType"),
    };

    private static Task Configure(Flow flow, string task, string containers) => flow.Api(task, "ess", "ModifyEciScalingConfiguration", () =>
    {
        var configuration = flow.Scaling.Configuration(flow.Text("scalingConfigurationId"));
        configuration.Containers = Containers.Update(configuration.Containers, flow.Value(containers), flow.Text("updateType"));
    });
}

using System.Collections.Generic;
using System.Threading.Tasks;
using RollingUpdate.Simulator.Actions;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>Updates the image by replacing the system disks. A rollback does not put the scaling configuration's image back.</summary>
internal sealed class ImageTemplate : RollingTemplate
{
    public override string Name => "ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup";

    public override string Id => "t-51a1c0de000000000001";

    public override string Description => "Updates the instances of a scaling group batch by batch by replacing their system disks.";

    public override IReadOnlyList<ParameterDefinition> Parameters { get; } = CommonParameters.With(
        CommonParameters.LifecycleState(),
        CommonParameters.Text("imageId", "The new image.", ""),
        CommonParameters.Text("sourceImageId", "For a rollback: the image that was there before.", ""),
        CommonParameters.Text("scalingConfigurationId", "A scaling configuration whose image is changed too; empty: none.", ""),
        CommonParameters.MaxErrors());

    public override IReadOnlyList<string> Permissions { get; } = PermissionSets.With(
        PermissionSets.Standby,
        "ess:ModifyScalingConfiguration",
        "ess:DescribeScalingGroups",
        "ess:DescribeScalingConfigurations",
        "ecs:StopInstance",
        "ecs:StartInstance",
        "ecs:ReplaceSystemDisk",
        "ecs:DescribeDisks",
        "ecs:ModifyInstanceAttribute",
        "ecs:DescribeLaunchTemplates",
        "ecs:DescribeLaunchTemplateVersions");

    protected override InstanceAction Action { get; } = new ReplaceSystemDiskAction();

    protected override string InvokeTask => "invokeByReplaceImage";

    protected override string RollbackTask => "rollbackByReplaceImage";

    protected override string ChildOutput => "newSystemDiskId";

    protected override bool IsHighRisk => true;

    protected override bool UsesMaxErrors => true;

    protected override string[] BeforeLoopTasks { get; } = { "whetherToModifyScalingConfiguration", "modifyScalingConfiguration" };

    protected override async Task BeforeLoop(Flow flow)
    {
        var configuration = flow.Text("scalingConfigurationId");
        if (configuration.Length > 0)
            await flow.Api("modifyScalingConfiguration", "ess", "ModifyScalingConfiguration", () => flow.Scaling.ModifyImage(configuration, flow.Text("imageId")));
    }

    protected override NamedValues InvokeParameters(Flow flow, LoopItem item) => new()
    {
        ["instanceId"] = item.InstanceId,
        ["lifecycleState"] = item.LifecycleState,
        ["imageId"] = flow.Value("imageId"),
        ["scalingGroupId"] = flow.Value("scalingGroupId"),
    };

    protected override NamedValues RollbackParameters(Flow flow, LoopItem item) => new()
    {
        ["instanceId"] = item.InstanceId,
        ["lifecycleState"] = item.LifecycleState,
        ["imageId"] = flow.Value("sourceImageId"),
        ["scalingGroupId"] = flow.Value("scalingGroupId"),
        ["rollBack"] = "true",
    };
}

using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Actions;

/// <summary>ACS::ESS::ReplaceSystemDisk: stop, new system disk, user data, start.</summary>
internal sealed class ReplaceSystemDiskAction : StandbyAction
{
    public override string Name => "ACS::ESS::ReplaceSystemDisk";

    protected override async Task Work(Flow flow, string instanceId)
    {
        var status = await flow.Api("viewInstanceStatus", "ecs", "DescribeInstances", () => flow.Compute.Instance(instanceId).Status);
        if (status != "Stopped")
        {
            await flow.Api("stopInstance", "ecs", "StopInstance", () => flow.Compute.Stop(instanceId));
            await flow.WaitFor("untilInstanceReady", "ecs", "DescribeInstances", RetryRule.Usual, () => flow.Compute.Instance(instanceId).Status == "Stopped");
        }

        var (userData, keyPair, modify) = await StartSettings(flow);
        var diskId = await flow.Api("replaceSystemDisk", "ecs", "ReplaceSystemDisk", () => flow.Compute.ReplaceSystemDisk(instanceId, flow.Text("imageId"), keyPair));
        // A second update of the same instance may have replaced the disk again; then it is waited for in vain.
        await flow.WaitFor("untilNewDiskReady", "ecs", "DescribeDisks", RetryRule.Usual, () => flow.World.SystemDisks.TryGetValue(diskId, out var owner) && owner.SystemDiskStatus == "In_use");
        if (userData != null)
            await flow.Api(modify, "ecs", "ModifyInstanceAttribute", () => flow.Compute.Instance(instanceId).UserData = userData);
        await flow.Api("startInstance", "ecs", "StartInstance", () => flow.Compute.Start(instanceId));
        await flow.WaitFor("untilInstanceToRunning", "ecs", "DescribeInstances", RetryRule.Usual, () => flow.Compute.Instance(instanceId).Status == "Running");
        flow.Execution.Outputs = new NamedValues(1) { ["newSystemDiskId"] = diskId };
    }

    // User data and key pair come from what the group would start a new instance with; each of the two has a task of its own that sets the former.
    private static async Task<(string? UserData, string? KeyPair, string ModifyTask)> StartSettings(Flow flow)
    {
        var group = await flow.Api("describeScalingGroups", "ess", "DescribeScalingGroups", () => flow.Scaling.Group(flow.Text("scalingGroupId")));
        if (group.LaunchTemplate is { } template)
        {
            await flow.Api("describeLaunchTemplates", "ecs", "DescribeLaunchTemplates", () => { });
            var version = await flow.Api("describeLaunchTemplateVersions", "ecs", "DescribeLaunchTemplateVersions", () => template.Resolve(group.LaunchTemplateVersion)
                ?? throw new ApiException(404, "InvalidLaunchTemplateVersion.NotFound", "The launch template has no such version."));
            return (version.UserData, version.KeyPairName, "modifyInstanceUserdataByLaunchTemplate");
        }

        var configuration = await flow.Api("describeScalingConfigurations", "ess", "DescribeScalingConfigurations", () => group.ActiveConfiguration);
        return (configuration?.UserData, configuration?.KeyPairName, "modifyInstanceUserdataByScalingConfigurations");
    }
}

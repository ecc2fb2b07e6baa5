using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>ACS::ECS::DownloadOSSFileAndRunCommand: the instance stays in service; one that is gone counts as done. Buckets are not simulated.</summary>
internal sealed class DownloadOssFileAction : InstanceAction
{
    public override string Name => "ACS::ECS::DownloadOSSFileAndRunCommand";

    public override async Task Run(Flow flow)
    {
        var url = await flow.Api("generateUrl", "oss", "GetObject", () => $"oss://{flow.Text("bucketName")}/{flow.Text("objectName")}");
        var osType = await flow.Api("queryInstanceOSType", "ecs", "DescribeInstances", () => flow.World.Instances.Find(flow.InstanceId)?.OsType);
        if (osType != null)
            await DownloadSteps.Run(flow, osType, url);
    }
}

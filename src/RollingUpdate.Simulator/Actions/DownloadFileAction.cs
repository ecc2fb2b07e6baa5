using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>ACS::ESS::DownloadFileAndRunCommand: the instance stays in service.</summary>
internal sealed class DownloadFileAction : InstanceAction
{
    public override string Name => "ACS::ESS::DownloadFileAndRunCommand";

    public override async Task Run(Flow flow)
    {
        var osType = await flow.Api("queryInstanceOSType", "ecs", "DescribeInstances", () => flow.Compute.Instance(flow.InstanceId!).OsType);
        await DownloadSteps.Run(flow, osType, flow.Text("sourcePath"));
    }
}

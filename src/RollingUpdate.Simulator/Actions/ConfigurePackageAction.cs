using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>ACS::ESS::ConfigureOOSPackage: installs or removes a package by the Cloud Assistant plugin, in a child execution of its own.</summary>
internal sealed class ConfigurePackageAction : StandbyAction
{
    public override string Name => "ACS::ESS::ConfigureOOSPackage";

    protected override async Task Work(Flow flow, string instanceId)
    {
        var osType = await flow.Api("queryInstanceOSType", "ecs", "DescribeInstances", () => flow.Compute.Instance(instanceId).OsType);
        await flow.Strike("ConfigurePackage", instanceId);
        var isLinux = osType == "linux";
        var version = flow.Text("packageVersion");
        var command = $"oosutil configure_package,{flow.Text("action")},{flow.Text("packageName")}{(version.Length == 0 ? "" : ",--package-version," + version)}";
        var outputs = await flow.RunAction(isLinux ? "configureLinuxPackage" : "configureWindowsPackage", EcsRunCommandAction.Instance, new NamedValues
        {
            ["instanceId"] = instanceId,
            ["commandType"] = isLinux ? "RunShellScript" : "RunPowerShellScript",
            ["commandContent"] = command,
        });
        flow.Execution.Outputs = new NamedValues(1) { ["commandOutput"] = outputs["invocationOutput"] };
    }
}

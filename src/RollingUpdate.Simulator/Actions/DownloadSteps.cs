using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>The steps of downloading a file by the Cloud Assistant plugin and then running a script, each a child execution.</summary>
internal static class DownloadSteps
{
    /// <summary>Downloads and runs; what the script printed becomes the output runCommandOutput.</summary>
    /// <param name="flow">The action's execution.</param>
    /// <param name="osType">linux or windows, which decides the kind of both commands.</param>
    /// <param name="source">Where the file comes from.</param>
    public static async Task Run(Flow flow, string osType, string source)
    {
        var isLinux = osType == "linux";
        await flow.Strike("DownloadFile", flow.InstanceId);
        var download = $"oosutil download_content,{source},{flow.Text("destinationDir")}";
        await flow.RunAction(isLinux ? "downloadLinuxFile" : "downloadWindowsFile", EcsRunCommandAction.Instance, Command(flow, isLinux, download));
        var outputs = await flow.RunAction(isLinux ? "runLinuxCommand" : "runWindowsCommand", EcsRunCommandAction.Instance, Command(flow, isLinux, flow.Text("commandContent")));
        flow.Execution.Outputs = new NamedValues(1) { ["runCommandOutput"] = outputs["invocationOutput"] };
    }

    private static NamedValues Command(Flow flow, bool isLinux, string content) => new()
    {
        ["instanceId"] = flow.InstanceId,
        ["commandType"] = isLinux ? "RunShellScript" : "RunPowerShellScript",
        ["commandContent"] = content,
    };
}

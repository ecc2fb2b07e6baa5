using System.Collections.Generic;
using System.Threading.Tasks;
using RollingUpdate.Simulator.Actions;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>Downloads a file and runs a script. The instances keep serving meanwhile: nothing is put into Standby.</summary>
internal sealed class FileTemplate : HookTemplate
{
    public override string Name => "ACS-ESS-RollingUpdateByDownloadFileAndRunCommand";

    public override string Id => "t-51a1c0de000000000004";

    public override string Description => "Downloads a file to the instances of a scaling group and runs a script batch by batch.";

    public override IReadOnlyList<ParameterDefinition> Parameters { get; } = CommonParameters.With(
        CommonParameters.Text("invokeSourcePath", "The URL of the new file."),
        CommonParameters.Text("invokeDestinationDir", "The directory for the new file."),
        CommonParameters.Text("invokeScript", "The script after the download of an update.", ""),
        CommonParameters.Text("rollbackSourcePath", "The URL of the old file."),
        CommonParameters.Text("rollbackDestinationDir", "The directory for the old file."),
        CommonParameters.Text("rollbackScript", "The script after the download of a rollback.", ""),
        CommonParameters.Boolean("whetherSaveToFile", "Whether the content is kept as a file.", true));

    public override IReadOnlyList<string> Permissions { get; } = HookPermissions();

    protected override InstanceAction Action { get; } = new DownloadFileAction();

    protected override string InvokeTask => "invokeByDownloadFileAndRunCommand";

    protected override string RollbackTask => "rollbackByDownloadFileAndRunCommand";

    protected override string HookName => "ACS-ESS-LifeCycleDownloadFileAndRunCommand";

    protected override string[] InstancesKnownTasks => KeepHookTasks;

    // Before the group is known to be empty or not, so that an empty group gets the hook too.
    protected override Task OnInstancesKnown(Flow flow) => KeepHook(flow);

    protected override IEnumerable<KeyValuePair<string, string>> HookValues(Flow flow, string direction) => new KeyValuePair<string, string>[]
    {
        new("sourcePath", flow.Text(direction + "SourcePath")),
        new("destinationDir", flow.Text(direction + "DestinationDir")),
        new("commandContent", flow.Text(direction + "Script")),
    };

    protected override NamedValues InvokeParameters(Flow flow, LoopItem item) => Given(flow, item, "invoke");

    protected override NamedValues RollbackParameters(Flow flow, LoopItem item) => Given(flow, item, "rollback");

    private static NamedValues Given(Flow flow, LoopItem item, string direction) => new()
    {
        ["instanceId"] = item.InstanceId,
        ["sourceType"] = "https",
        ["sourcePath"] = flow.Value(direction + "SourcePath"),
        ["destinationDir"] = flow.Value(direction + "DestinationDir"),
        ["commandContent"] = flow.Value(direction + "Script"),
        ["whetherSaveToFile"] = flow.Value("whetherSaveToFile"),
    };
}

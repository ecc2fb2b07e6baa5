using System.Collections.Generic;
using System.Threading.Tasks;
using RollingUpdate.Simulator.Actions;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>Downloads an object of OSS and runs a script. The hook is kept only after a whole success, and not for an empty group.</summary>
internal sealed class OssFileTemplate : HookTemplate
{
    public override string Name => "ACS-ESS-RollingUpdateByDownloadOSSFileAndRunCommand";

    public override string Id => "t-51a1c0de000000000005";

    public override string Description => "Downloads an OSS object to the instances of a scaling group and runs a script batch by batch.";

    public override IReadOnlyList<ParameterDefinition> Parameters { get; } = CommonParameters.With(
        CommonParameters.Text("invokeBucketName", "The bucket of the new object."),
        CommonParameters.Text("invokeObjectName", "The new object."),
        CommonParameters.Text("invokeDestinationDir", "The directory for the new object."),
        CommonParameters.Text("invokeScript", "The script after the download of an update.", ""),
        CommonParameters.Text("rollbackBucketName", "The bucket of the old object."),
        CommonParameters.Text("rollbackObjectName", "The old object."),
        CommonParameters.Text("rollbackDestinationDir", "The directory for the old object."),
        CommonParameters.Text("rollbackScript", "The script after the download of a rollback.", ""),
        CommonParameters.Boolean("whetherSaveToFile", "Whether the content is kept as a file.", true),
        CommonParameters.Number("URLExpirationTime", "How long the download address is good, in seconds.", 6000),
        CommonParameters.Text("OSSRegion", "The region of the buckets.", "{{ ACS::RegionId }}"));

    public override IReadOnlyList<string> Permissions { get; } = HookPermissions("oss:GetObject");

    protected override InstanceAction Action { get; } = new DownloadOssFileAction();

    protected override string InvokeTask => "invokeByDownloadOSSFileAndRunCommand";

    protected override string RollbackTask => "rollbackByDownloadOSSFileAndRunCommand";

    protected override string HookName => "ACS-ESS-LifeCycleDownloadOSSFileAndRunCommand";

    protected override string[] AfterLoopTasks => KeepHookTasks;

    protected override Task AfterLoop(Flow flow) => KeepHook(flow);

    protected override IEnumerable<KeyValuePair<string, string>> HookValues(Flow flow, string direction) => new KeyValuePair<string, string>[]
    {
        new("bucketName", flow.Text(direction + "BucketName")),
        new("objectName", flow.Text(direction + "ObjectName")),
        new("URLExpirationTime", flow.Text("URLExpirationTime")),
        new("OSSRegion", Region(flow)),
        new("destinationDir", flow.Text(direction + "DestinationDir")),
        new("commandContent", flow.Text(direction + "Script")),
    };

    protected override NamedValues InvokeParameters(Flow flow, LoopItem item) => Given(flow, item, "invoke");

    protected override NamedValues RollbackParameters(Flow flow, LoopItem item) => Given(flow, item, "rollback");

    private static NamedValues Given(Flow flow, LoopItem item, string direction) => new()
    {
        ["instanceId"] = item.InstanceId,
        ["bucketName"] = flow.Value(direction + "BucketName"),
        ["objectName"] = flow.Value(direction + "ObjectName"),
        ["URLExpirationTime"] = flow.Value("URLExpirationTime"),
        ["OSSRegion"] = Region(flow),
        ["destinationDir"] = flow.Value(direction + "DestinationDir"),
        ["commandContent"] = flow.Value(direction + "Script"),
        ["whetherSaveToFile"] = flow.Value("whetherSaveToFile"),
    };

    // The default is an expression of the template language; it is the only one that a parameter's default has.
    private static string Region(Flow flow) => flow.Text("OSSRegion").Replace("{{ ACS::RegionId }}", flow.Execution.RegionId);
}

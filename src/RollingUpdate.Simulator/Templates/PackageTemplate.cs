using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Simulator.Actions;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>Installs or removes an OOS package. A rollback takes the same three parameters, so the old version has to be given to it.</summary>
internal sealed class PackageTemplate : RollingTemplate
{
    public override string Name => "ACS-ESS-RollingUpdateByConfigureOOSPackage";

    public override string Id => "t-51a1c0de000000000003";

    public override string Description => "Installs or removes a software package on the instances of a scaling group batch by batch.";

    public override IReadOnlyList<ParameterDefinition> Parameters { get; } = CommonParameters.With(
        CommonParameters.LifecycleState(),
        CommonParameters.Choice("action", "What is done with the package.", "install", "install", "uninstall"),
        CommonParameters.Text("packageName", "The package."),
        CommonParameters.Text("packageVersion", "The version of the package; empty: the latest.", ""));

    public override IReadOnlyList<string> Permissions { get; } = PermissionSets.With(PermissionSets.Standby.Concat(PermissionSets.Command));

    protected override InstanceAction Action { get; } = new ConfigurePackageAction();

    protected override string InvokeTask => "invokeByConfigureOOSPackage";

    protected override string RollbackTask => "rollbackByConfigureOOSPackage";

    protected override string ChildOutput => "commandOutput";

    protected override NamedValues InvokeParameters(Flow flow, LoopItem item) => new()
    {
        ["instanceId"] = item.InstanceId,
        ["lifecycleState"] = item.LifecycleState,
        ["action"] = flow.Value("action"),
        ["packageName"] = flow.Value("packageName"),
        ["packageVersion"] = flow.Value("packageVersion"),
        ["scalingGroupId"] = flow.Value("scalingGroupId"),
    };

    protected override NamedValues RollbackParameters(Flow flow, LoopItem item) => InvokeParameters(flow, item);
}

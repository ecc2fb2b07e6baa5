using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Simulator.Actions;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>Runs a script on the instances. A rollback's script is always a shell script.</summary>
internal sealed class ScriptTemplate : RollingTemplate
{
    public override string Name => "ACS-ESS-RollingUpdateByRunCommandInScalingGroup";

    public override string Id => "t-51a1c0de000000000002";

    public override string Description => "Runs a script on the instances of a scaling group batch by batch.";

    public override IReadOnlyList<ParameterDefinition> Parameters { get; } = CommonParameters.With(
        CommonParameters.LifecycleState(),
        CommonParameters.Choice("commandType", "The kind of the script of an update.", "RunShellScript", "RunBatScript", "RunPowerShellScript", "RunShellScript"),
        CommonParameters.Text("invokeScript", "The script of an update.", ""),
        CommonParameters.Text("rollbackScript", "The script of a rollback.", ""));

    public override IReadOnlyList<string> Permissions { get; } = PermissionSets.With(PermissionSets.Standby.Concat(PermissionSets.Command));

    protected override InstanceAction Action { get; } = new RunCommandAction();

    protected override string InvokeTask => "invokeByRunCommand";

    protected override string RollbackTask => "rollbackByRunCommand";

    protected override string ChildOutput => "invocationOutput";

    protected override NamedValues InvokeParameters(Flow flow, LoopItem item) => Given(flow, item, "invokeScript", flow.Text("commandType"));

    protected override NamedValues RollbackParameters(Flow flow, LoopItem item)
    {
        var given = Given(flow, item, "rollbackScript", "RunShellScript");
        given["rollBack"] = "true";
        return given;
    }

    private static NamedValues Given(Flow flow, LoopItem item, string script, string type) => new()
    {
        ["instanceId"] = item.InstanceId,
        ["lifecycleState"] = item.LifecycleState,
        ["commandContent"] = flow.Value(script),
        ["commandType"] = type,
        ["scalingGroupId"] = flow.Value("scalingGroupId"),
    };
}

using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Updates.Policies;

/// <summary>What the cmdlets call for a rolling update from its plan to its rollback and repair, always with the permissions of the caller.</summary>
internal static class ModuleActions
{
    private static readonly EssPolicyAction[] All = Join(
        Of("find the group and its instances", "ess:DescribeScalingGroups", "ess:DescribeScalingInstances"),
        Of("plan, rollback: see whether something else is going on", "ess:DescribeScalingActivities"),
        Of("plan: see whether the template may do all it does", "oos:GenerateExecutionPolicy"),
        Of("start", "oos:StartExecution"),
        Of("wait, list, plan, coverage, rollback", "oos:ListExecutions", "oos:ListTaskExecutions"),
        Of("go on after a pause: -Gate, Resume-OosExecution", "oos:NotifyExecution"),
        Of("stop: Stop-OosExecution, a rollback of what still runs", "oos:CancelExecution"),
        Of("put right what was left: Repair-EssScalingGroup, Start-EssRollback -Wait", "ess:SuspendProcesses", "ess:ResumeProcesses"),
        Of("repair: record that it was done", "oos:UpdateExecution"));

    private static readonly EssPolicyAction[] Ecs = Join(
        Of("plan, coverage: images and tags of the instances", "ecs:DescribeInstances"),
        Of("plan, repair: the image that new instances get", "ess:DescribeScalingConfigurations"));

    private static readonly EssPolicyAction[] Repair = Of("repair: put an instance back into service", "ess:ExitStandby", "ess:ExitStandBy");

    private static readonly EssPolicyAction[] Protect = Of("repair: give an instance its protection back", "ess:SetInstancesProtection");

    private static readonly EssPolicyAction[] Hook = Of("plan, coverage: the lifecycle hook for new instances", "ess:DescribeLifecycleHooks");

    public static IEnumerable<EssPolicyAction> Of(RollingUpdateKind kind) => kind switch
    {
        RollingUpdateKind.Image => Join(All, Ecs, Repair, Protect, Of("plan, rollback: the image", "ecs:DescribeImages"),
            Of("rollback, repair: the image that new instances get", "ess:ModifyScalingConfiguration"), Of("repair: an instance that was left stopped", "ecs:StartInstance")),
        RollingUpdateKind.Script => Join(All, Ecs, Repair, Protect),
        RollingUpdateKind.Package => Join(All, Ecs, Repair, Protect, Of("plan, rollback: the package", "oos:GetTemplate"),
            Of("plan, coverage: the versions that the instances have", "oos:ListInstancePackageStates")),
        RollingUpdateKind.File or RollingUpdateKind.OssFile => Join(All, Ecs, Hook),
        _ => Join(All, Repair, Of("plan: the containers that new groups get", "ess:DescribeEciScalingConfigurations")),
    };

    private static EssPolicyAction[] Of(string purpose, params string[] actions) => actions.Select(action => new EssPolicyAction(action, purpose)).ToArray();

    private static EssPolicyAction[] Join(params EssPolicyAction[][] groups) => groups.SelectMany(group => group).ToArray();
}

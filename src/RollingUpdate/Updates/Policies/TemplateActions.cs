using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Updates.Policies;

/// <summary>What the public templates call, with the permissions of the caller or of the role. As read from the templates and their actions.</summary>
internal static class TemplateActions
{
    private static readonly EssPolicyAction[] All = Join(
        Of("template: find the instances", "ess:DescribeScalingInstances"),
        Of("template: suspend and resume processes", "ess:SuspendProcesses", "ess:ResumeProcesses"),
        Of("template: find what a rollback takes back", "oos:ListExecutions"));

    private static readonly EssPolicyAction[] Ecs = Join(
        Of("template: see the state and the system of an instance", "ecs:DescribeInstances"),
        Of("template: tag the instances when all are done", "ecs:TagResources"));

    // Alibaba's own published policy has the second spelling of ExitStandby; which of the two is checked cannot be told from outside.
    private static readonly EssPolicyAction[] Standby = Of("template: take an instance out of service and put it back",
        "ess:EnterStandby", "ess:ExitStandby", "ess:ExitStandBy");

    private static readonly EssPolicyAction[] Protection = Of("template: lift the protection of an instance and give it back", "ess:SetInstancesProtection");

    private static readonly EssPolicyAction[] Command = Of("template: run scripts by Cloud Assistant", "ecs:RunCommand", "ecs:DescribeInvocations", "ecs:DescribeInvocationResults");

    private static readonly EssPolicyAction[] Hook = Of("template: keep the lifecycle hook for new instances", "ess:DescribeLifecycleHooks", "ess:CreateLifecycleHook", "ess:ModifyLifecycleHook");

    public static IEnumerable<EssPolicyAction> Of(RollingUpdateKind kind) => kind switch
    {
        RollingUpdateKind.Image => Join(All, Ecs, Standby, Protection, Of("template: make the system disk from the image",
            "ecs:StopInstance", "ecs:StartInstance", "ecs:ReplaceSystemDisk", "ecs:DescribeDisks"), Of("template: keep user data and key pair",
            "ess:DescribeScalingGroups", "ess:DescribeScalingConfigurations", "ecs:DescribeLaunchTemplates", "ecs:DescribeLaunchTemplateVersions", "ecs:ModifyInstanceAttribute"),
            Of("template: change the image of new instances", "ess:ModifyScalingConfiguration")),
        RollingUpdateKind.Script or RollingUpdateKind.Package => Join(All, Ecs, Standby, Protection, Command),
        RollingUpdateKind.File => Join(All, Ecs, Command, Hook),
        RollingUpdateKind.OssFile => Join(All, Ecs, Command, Hook, Of("template: make the address of the download", "oss:GetObject")),
        _ => Join(All, Standby, Of("template: change the containers", "eci:UpdateContainerGroup", "eci:DescribeContainerGroups"),
            Of("template: change the containers of new groups", "ess:ModifyEciScalingConfiguration")),
    };

    private static EssPolicyAction[] Of(string purpose, params string[] actions) => actions.Select(action => new EssPolicyAction(action, purpose)).ToArray();

    private static EssPolicyAction[] Join(params EssPolicyAction[][] groups) => groups.SelectMany(group => group).ToArray();
}

using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Simulator.Templates;

/// <summary>The RAM actions of the templates (reference page of the templates, section 7).</summary>
internal static class PermissionSets
{
    private static readonly string[] Common = { "ess:DescribeScalingInstances", "ess:SuspendProcesses", "ess:ResumeProcesses", "oos:ListExecutions" };

    public static string[] Ecs { get; } = { "ecs:TagResources", "ecs:DescribeInstances" };

    public static string[] Standby { get; } = Ecs.Concat(new[] { "ess:EnterStandby", "ess:ExitStandby", "ess:SetInstancesProtection" }).ToArray();

    public static string[] Command { get; } = { "ecs:RunCommand", "ecs:DescribeInvocations", "ecs:DescribeInvocationResults" };

    /// <summary>What all templates need, a set, and more.</summary>
    public static IReadOnlyList<string> With(IEnumerable<string> set, params string[] more) => Common.Concat(set).Concat(more).ToList();
}

using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Ess;

namespace RollingUpdate.Updates;

/// <summary>Which instances of a group the templates take.</summary>
internal static class UpdatableInstances
{
    /// <summary>Why an update leaves an instance out; null for one that it takes.</summary>
    /// <param name="member">The instance.</param>
    /// <param name="kind">The update's kind.</param>
    /// <param name="states">The lifecycle states it takes.</param>
    public static string? WhyLeftOut(EssScalingInstance member, RollingUpdateKind kind, IReadOnlyCollection<string> states)
    {
        // As the templates ask DescribeScalingInstances.
        if (kind != RollingUpdateKind.ContainerGroup && member.CreationType is not (null or "AutoCreated" or "Attached"))
            return $"{member.CreationType}: updates take only instances that are AutoCreated or Attached";
        if (states.Contains(member.LifecycleState))
            return null;
        return member.LifecycleState == nameof(UpdatableLifecycleState.Protected) && HasLifecycleChoice(kind)
            ? "Protected; -LifecycleState InService, Protected takes it too"
            : member.LifecycleState;
    }

    /// <summary>Whether the template of a kind lets choose the lifecycle states; the others take only what is in service.</summary>
    public static bool HasLifecycleChoice(RollingUpdateKind kind) => kind is RollingUpdateKind.Image or RollingUpdateKind.Script or RollingUpdateKind.Package;

    /// <summary>Whether instances are out of service while they are updated.</summary>
    public static bool GoesToStandby(RollingUpdateKind kind) => kind is not (RollingUpdateKind.File or RollingUpdateKind.OssFile);
}

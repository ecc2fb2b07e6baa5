using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Records;

/// <summary>What is known of a group: read once, for a plan, a repair or a coverage.</summary>
internal sealed class GroupFacts
{
    private GroupFacts(IOpenApi api, EssScalingGroup group)
    {
        Api = api;
        Group = group;
    }

    public IOpenApi Api { get; }

    public EssScalingGroup Group { get; }

    /// <summary>All instances of the group.</summary>
    public IReadOnlyList<EssScalingInstance> Members { get; private set; } = Array.Empty<EssScalingInstance>();

    /// <summary>What ECS knows of them, by id; empty for container groups.</summary>
    public IReadOnlyDictionary<string, EcsInstance> Machines { get; private set; } = new Dictionary<string, EcsInstance>();

    /// <summary>The ids of those that the update at hand takes.</summary>
    public IReadOnlyList<string> Taken { get; set; } = Array.Empty<string>();

    /// <summary>What ECS knows of those.</summary>
    public IEnumerable<EcsInstance> TakenMachines => Taken.Where(Machines.ContainsKey).Select(id => Machines[id]);

    /// <summary>The last updates; empty until <see cref="ReadHistoryAsync"/>.</summary>
    public GroupHistory History { get; private set; } = GroupHistory.Empty;

    /// <summary>Of the processes that are suspended now, those a former update left so.</summary>
    public IReadOnlyDictionary<string, PastUpdate> LeftSuspended => History.LeftSuspended(Group.SuspendedProcesses);

    /// <summary>The processes that somebody suspended on purpose: they stay suspended.</summary>
    public IReadOnlyList<string> SuspendedOnPurpose => Group.SuspendedProcesses.Where(process => !LeftSuspended.ContainsKey(process)).ToList();

    /// <summary>What the group shows that an update older than those that were read may have left, in words; null when there is nothing or all was read.</summary>
    public string? Unexplained
    {
        get
        {
            var processes = History.IsComplete ? Array.Empty<string>() : Group.SuspendedProcesses.Where(process => !History.Explains(process)).ToArray();
            var standby = History.IsComplete ? 0 : Members.Count(member => member.LifecycleState == "Standby");
            return processes.Length == 0 && standby == 0 ? null
                : $"Not all of the history was read, so an older update may have left {string.Join(" and ", new[] { processes.Length > 0 ? $"{string.Join(", ", processes)} suspended" : null, standby > 0 ? $"{standby} {(standby == 1 ? "instance" : "instances")} in Standby" : null }.OfType<string>())}.";
        }
    }

    /// <exception cref="RollingUpdateException">There is no such group.</exception>
    public static async Task<GroupFacts> ReadAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        // Neither needs the other's answer, so they are read side by side.
        var finding = FindAsync(api, scalingGroupId, cancellation);
        var history = GroupHistory.ReadAsync(api, scalingGroupId, cancellation);
        await Task.WhenAll(finding, history).ConfigureAwait(false);
        var facts = await finding.ConfigureAwait(false) ?? throw ScalingGroupNotFound.For(scalingGroupId, api.RegionId);
        facts.History = await history.ConfigureAwait(false);
        if (facts.Group.SuspendedProcesses.Length > 0 || facts.Members.Any(member => member.LifecycleState == "Standby"))
        {
            // What an update that ended meanwhile was working with is not what somebody wants so: the history proves only what is read after it.
            var again = await FindAsync(api, scalingGroupId, cancellation).ConfigureAwait(false) ?? throw ScalingGroupNotFound.For(scalingGroupId, api.RegionId);
            again.History = facts.History;
            facts = again;
        }

        await facts.ReadOnAsync(cancellation).ConfigureAwait(false);
        return facts;
    }

    /// <summary>The facts without the history; null when there is no such group any more.</summary>
    public static async Task<GroupFacts?> FindAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        var ess = new EssClient(api);
        if (await ess.FindScalingGroupAsync(scalingGroupId, cancellation).ConfigureAwait(false) is not { } group)
            return null;
        var listed = await ess.DescribeScalingInstances(scalingGroupId).AllAsync(cancellation).ConfigureAwait(false);
        // A group that changes between two pages may list an instance on both.
        var facts = new GroupFacts(api, group) { Members = listed.GroupBy(member => member.InstanceId).Select(same => same.First()).ToList() };
        if (group.GroupType != "ECI")
            facts.Machines = await new EcsClient(api).MapInstancesAsync(facts.Members.Select(member => member.InstanceId), cancellation).ConfigureAwait(false);
        return facts;
    }

    public async Task ReadHistoryAsync(CancellationToken cancellation)
    {
        History = await GroupHistory.ReadAsync(Api, Group.ScalingGroupId, cancellation).ConfigureAwait(false);
        await ReadOnAsync(cancellation).ConfigureAwait(false);
    }

    private async Task ReadOnAsync(CancellationToken cancellation)
    {
        if (Group.SuspendedProcesses.Any(process => !History.Explains(process)) || Members.Any(member => member.LifecycleState == "Standby"))
            await History.ReadOnAsync(Api, Group.ScalingGroupId, cancellation).ConfigureAwait(false);
    }
}

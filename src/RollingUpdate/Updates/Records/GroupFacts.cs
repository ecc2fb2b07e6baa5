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

    /// <summary>Whether a search for what updates left of instances saw all updates that it had to.</summary>
    public bool IsSearched { get; set; } = true;

    /// <summary>What of the history was not read, and what an update in it may have left; null when all was read that matters.</summary>
    public string? Unread
    {
        get
        {
            if (History.Unknown is { } unknown)
                return $"{unknown.Update.ExecutionId} was recorded by a newer version of this module (records of version {unknown.Record.UnknownVersion}), so what it left cannot be read.";
            if (History.IsComplete)
                return IsSearched ? null : $"Not all of the history was read: {Group.Label} has too many updates. An older one may have left instances in Standby or without their protection.";
            var traces = new List<string>();
            if (UnexplainedProcesses.ToList() is { Count: > 0 } processes)
                traces.Add($"{string.Join(", ", processes)} suspended");
            if (Members.Count(IsInStandby) is > 0 and var standby)
                traces.Add($"{standby} {(standby == 1 ? "instance" : "instances")} in Standby");
            return "Not all of the history was read: the region has too many updates. An older update that was started without this module may have left "
                + (traces.Count > 0 ? $"{string.Join(" and ", traces)}." : "instances without their protection, or the configuration with another image.");
        }
    }

    /// <summary>What to do about <see cref="Unread"/>.</summary>
    public string UnreadAction => History.Unknown is not null
        ? "Update this module, then type it again."
        : $"Look for it with Get-OosExecution -TemplateName {UpdateTemplate.CommonPart}.";

    private IEnumerable<string> UnexplainedProcesses => Group.SuspendedProcesses.Where(process => !History.Explains(process));

    /// <exception cref="RollingUpdateException">There is no such group.</exception>
    public static async Task<GroupFacts> ReadAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        // One after the other: whoever suspended what the group shows is in a history that is read after it.
        var facts = await FindAsync(api, scalingGroupId, cancellation).ConfigureAwait(false) ?? throw ScalingGroupNotFound.For(scalingGroupId, api.RegionId);
        await facts.ReadHistoryAsync(cancellation).ConfigureAwait(false);
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

    /// <summary>Finds whether the processes are as they were read, and no other update has begun since.</summary>
    /// <exception cref="RollingUpdateException">They are not, or one has.</exception>
    public async Task CheckUnchangedAsync(CancellationToken cancellation)
    {
        var group = await new EssClient(Api).FindScalingGroupAsync(Group.ScalingGroupId, cancellation).ConfigureAwait(false)
            ?? throw ScalingGroupNotFound.For(Group.ScalingGroupId, Api.RegionId);
        if (await History.FindNewerAsync(Api, Group.ScalingGroupId, cancellation).ConfigureAwait(false) is { } newer)
            throw newer.IsTerminal ? Changed($"{newer.ExecutionId} was started and is {newer.Status}") : RunningUpdates.InProgress(newer, Group.Label);
        if (!new HashSet<string>(group.SuspendedProcesses).SetEquals(Group.SuspendedProcesses))
            throw Changed($"suspended processes were {Listed(Group.SuspendedProcesses)} and are {Listed(group.SuspendedProcesses)}");
    }

    private RollingUpdateException Changed(string what) => new(ErrorKind.InvalidState, "GroupChangedSincePlan",
        $"Scaling group {Group.Label} has changed since its plan was made ({what}), so the update was not started: its rollback would go back to a state that is gone.",
        "Type it again, and the plan is made anew.");

    private static string Listed(string[] processes) => processes.Length == 0 ? "none" : string.Join(", ", processes);

    private Task ReadOnAsync(CancellationToken cancellation) => History.ReadOnAsync(
        Api, Group.ScalingGroupId, () => !UnexplainedProcesses.Any() && !Members.Any(IsInStandby), cancellation);

    private static bool IsInStandby(EssScalingInstance member) => member.LifecycleState == "Standby";
}

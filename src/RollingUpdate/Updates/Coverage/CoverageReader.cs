using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Coverage;

/// <summary>
/// Was every instance updated that should have been? Success of an execution does not prove it: errors may have been allowed, instances
/// skipped, and others added meanwhile.
/// </summary>
internal sealed class CoverageReader
{
    private readonly IOpenApi _api;

    public CoverageReader(IOpenApi api) => _api = api;

    /// <summary>The instances the update worked on and all others of its group, each with its coverage.</summary>
    public async Task<List<EssInstanceUpdate>> ReadAsync(EssRollingUpdate update, CancellationToken cancellation)
    {
        var (instances, facts, expected) = await JudgeAsync(update, cancellation).ConfigureAwait(false);
        // Image and package tell of themselves what an instance has now; of all else only the rollbacks know.
        if (facts is not null && expected is { CanTell: false } && update.Direction == UpdateDirection.Invoke)
            await NoteRollbacksAsync(update, instances, facts, cancellation).ConfigureAwait(false);
        return instances;
    }

    private async Task<(List<EssInstanceUpdate> Instances, GroupFacts? Facts, ExpectedState? Expected)> JudgeAsync(EssRollingUpdate update, CancellationToken cancellation)
    {
        var instances = await new InstanceUpdates(_api).ReadAsync(update, cancellation).ConfigureAwait(false);
        var source = update.SourceExecutionId is { } id ? await new OosClient(_api).FindExecutionAsync(id, cancellation).ConfigureAwait(false) : null;
        var facts = await GroupFacts.FindAsync(_api, update.ScalingGroupId, cancellation).ConfigureAwait(false);
        if (facts is null)
        {
            instances.ForEach(instance => Judge(instance, InstanceCoverage.Gone, "the group is gone"));
            return (instances, null, null);
        }

        var expected = await ExpectedState.ReadAsync(facts, new PastUpdate(update.Execution, source), cancellation).ConfigureAwait(false);
        var members = facts.Members.ToDictionary(member => member.InstanceId);
        foreach (var instance in instances)
            JudgeTouched(update, instance, members.TryGetValue(instance.InstanceId, out var member) ? member : null, expected);
        var touched = new HashSet<string>(instances.Select(instance => instance.InstanceId));
        var bySource = source is null || EssRollingUpdate.From(source) is not { } before
            ? new HashSet<string>()
            : new HashSet<string>((await new InstanceUpdates(_api).ReadAsync(before, cancellation).ConfigureAwait(false)).Select(instance => instance.InstanceId));
        var since = source?.StartDate ?? update.StartDate;
        foreach (var member in facts.Members.Where(member => !touched.Contains(member.InstanceId)))
            instances.Add(JudgeUntouched(update, member, expected, member.CreationTime > since, bySource.Contains(member.InstanceId)));
        return (instances, facts, expected);
    }

    private async Task NoteRollbacksAsync(EssRollingUpdate update, List<EssInstanceUpdate> instances, GroupFacts facts, CancellationToken cancellation)
    {
        await facts.ReadHistoryAsync(cancellation).ConfigureAwait(false);
        foreach (var rollback in facts.History.Updates.Where(past => past.Update.SourceExecutionId == update.ExecutionId))
        {
            var back = await new InstanceUpdates(_api).ReadAsync(rollback.Update, cancellation).ConfigureAwait(false);
            var takenBack = new HashSet<string>(back.Where(instance => instance.Status == OosStatus.Success).Select(instance => instance.InstanceId));
            foreach (var instance in instances.Where(instance => instance.Coverage == InstanceCoverage.Covered && takenBack.Contains(instance.InstanceId)))
                Judge(instance, InstanceCoverage.Differs, $"taken back by {rollback.Update.ExecutionId}");
        }
    }

    /// <summary>A warning that names the gaps of an update that succeeded; null when there are none.</summary>
    public async Task<string?> DescribeGapsAsync(EssRollingUpdate update, CancellationToken cancellation)
    {
        // It has ended a moment ago, so nobody has taken it back yet.
        var (instances, _, _) = await JudgeAsync(update, cancellation).ConfigureAwait(false);
        var gaps = instances.Where(instance => instance.Coverage is not (InstanceCoverage.Covered or InstanceCoverage.LeftOut or InstanceCoverage.Gone)).ToList();
        if (gaps.Count == 0)
            return null;
        return $"{update.ExecutionId} succeeded, but {gaps.Count} of {instances.Count} instances {(gaps.Count == 1 ? "is" : "are")} not as it should have made them: "
            + $"{string.Join(", ", gaps.Select(gap => $"{gap.InstanceId} ({gap.Coverage}: {gap.CoverageDetail})"))}. Look with Get-EssRollingUpdateInstance {update.ExecutionId} -Coverage; put right what was left with Repair-EssScalingGroup {update.ScalingGroupId}";
    }

    private static void JudgeTouched(EssRollingUpdate update, EssInstanceUpdate instance, EssScalingInstance? member, ExpectedState expected)
    {
        if (member is null)
            Judge(instance, InstanceCoverage.Gone, "it is no longer in the group");
        else if (instance.Status != OosStatus.Success && instance.EndDate is null)
            Judge(instance, InstanceCoverage.Missing, $"work on it goes on ({instance.Status})");
        else if (instance.Status != OosStatus.Success)
            Judge(instance, member.LifecycleState == "Standby" && UpdatableInstances.GoesToStandby(update.Kind) ? InstanceCoverage.Standby : InstanceCoverage.Failed, instance.Error ?? $"work on it ended as {instance.Status}");
        else if (update.Kind == RollingUpdateKind.ContainerGroup && member.LifecycleState == "Standby")
            Judge(instance, InstanceCoverage.Standby, "work on it succeeded, and it is in Standby: the template ends no Standby that it did not begin");
        else if (expected.WhyDifferent(member.InstanceId) is { } difference)
            Judge(instance, InstanceCoverage.Differs, difference);
        else
            Judge(instance, InstanceCoverage.Covered, null);
    }

    private static EssInstanceUpdate JudgeUntouched(EssRollingUpdate update, EssScalingInstance member, ExpectedState expected, bool isNew, bool wasUpdated)
    {
        var instance = new EssInstanceUpdate
        {
            InstanceId = member.InstanceId,
            ScalingGroupId = update.ScalingGroupId,
            ParentExecutionId = update.ExecutionId,
            Status = "NotStarted",
            LifecycleState = member.LifecycleState,
            RegionId = update.RegionId,
            ProfileName = update.ProfileName,
        };
        var isRollback = update.Direction == UpdateDirection.Rollback;
        var states = new TemplateParameters(update.Execution).List("lifecycleState") ?? new[] { nameof(UpdatableLifecycleState.InService) };
        if (isNew && expected.CanTell)
            return expected.WhyNotLike(member.InstanceId) is { } old ? Judge(instance, InstanceCoverage.ScaledOutSince, old) : Judge(instance, InstanceCoverage.Covered, "added since, and as it should be");
        if (isNew && expected.WhatServes(member) is { } served)
            return Judge(instance, InstanceCoverage.Covered, served);
        if (isNew)
            return isRollback ? Judge(instance, InstanceCoverage.LeftOut, "added since the update") : Judge(instance, InstanceCoverage.ScaledOutSince, "added since the update began");
        if (isRollback)
            return wasUpdated ? Judge(instance, InstanceCoverage.Missing, "the rollback never came to it") : Judge(instance, InstanceCoverage.LeftOut, "the update never came to it");
        return UpdatableInstances.WhyLeftOut(member, update.Kind, states) is { } reason
            ? Judge(instance, InstanceCoverage.LeftOut, reason)
            : Judge(instance, InstanceCoverage.Missing, "the update never came to it");
    }

    private static EssInstanceUpdate Judge(EssInstanceUpdate instance, InstanceCoverage coverage, string? detail)
    {
        (instance.Coverage, instance.CoverageDetail) = (coverage, detail);
        return instance;
    }
}

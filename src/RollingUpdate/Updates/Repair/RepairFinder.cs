using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Repair;

/// <summary>
/// Finds what the last updates of a group left: the templates have no error path. In the order in which it is to be put right: instances
/// first, processes last, since a health check that is resumed replaces what is not in service yet.
/// </summary>
internal sealed class RepairFinder
{
    private const int MostForProtection = 10;
    private readonly GroupFacts _facts;

    public RepairFinder(GroupFacts facts) => _facts = facts;

    public async Task<List<EssRepairStep>> FindAsync(CancellationToken cancellation)
    {
        var steps = await FindInstancesAsync(cancellation).ConfigureAwait(false);
        if (await new ConfigurationFinder(_facts).FindAsync(cancellation).ConfigureAwait(false) is { } configuration)
            steps.Add(configuration);
        steps.AddRange(_facts.LeftSuspended.GroupBy(entry => entry.Value, entry => entry.Key).Select(left => Processes(left.Key, left.ToArray())));
        foreach (var step in steps)
            (step.ScalingGroupId, step.RegionId, step.ProfileName) = (_facts.Group.ScalingGroupId, _facts.Group.RegionId, _facts.Group.ProfileName);
        return steps;
    }

    private static EssRepairStep Processes(PastUpdate update, string[] processes) => new()
    {
        Action = RepairAction.ResumeProcesses,
        ExecutionId = update.Update.ExecutionId,
        Processes = processes,
        Description = $"{string.Join(", ", processes)} {(processes.Length == 1 ? "is" : "are")} still suspended by {update.Update.ExecutionId}, which ended as {update.Update.Status}"
            + (update.SuspendedBefore is null ? " (it was not started with this module, so what was suspended before it is not recorded)" : ""),
    };

    private async Task<List<EssRepairStep>> FindInstancesAsync(CancellationToken cancellation)
    {
        var steps = new List<EssRepairStep>();
        var anyStandby = _facts.Members.Any(member => member.LifecycleState == "Standby");
        var last = new Dictionary<string, (EssInstanceUpdate Done, PastUpdate By)>();
        var keptInStandby = new HashSet<string>();
        var lastProtected = new Dictionary<string, (EssInstanceUpdate Done, PastUpdate By)>();
        var number = 0;
        foreach (var update in _facts.History.Updates)
        {
            // Of container groups an earlier failure counts too. Otherwise an instance's last update decides, and the search ends when each has one.
            var searches = anyStandby && (_facts.Group.GroupType == "ECI" || _facts.Members.Any(member => member.LifecycleState == "Standby" && !last.ContainsKey(member.InstanceId)));
            if (!update.Update.Execution.IsTerminal || !(searches || (update.TakesProtected && number < MostForProtection)))
                continue;
            number++;
            // Newest first: what an earlier update left of an instance, a later one that worked on it has seen to.
            foreach (var done in await new InstanceUpdates(_facts.Api).ReadAsync(update.Update, cancellation).ConfigureAwait(false))
            {
                if (!last.TryGetValue(done.InstanceId, out var later))
                    last[done.InstanceId] = later = (done, update);
                if (!update.Record.IsRepaired && KeepsInStandby(later.By, done, update))
                    keptInStandby.Add(done.InstanceId);
                if (done.LifecycleState == nameof(UpdatableLifecycleState.Protected) && !lastProtected.ContainsKey(done.InstanceId))
                    lastProtected[done.InstanceId] = (done, update);
            }
        }

        foreach (var member in _facts.Members)
        {
            // An update that keeps its instances in service found this one there, and put nothing into Standby.
            if (member.LifecycleState == "Standby" && last.TryGetValue(member.InstanceId, out var left) && !left.By.Record.IsRepaired && UpdatableInstances.GoesToStandby(left.By.Update.Kind) && (left.Done.Status != OosStatus.Success || keptInStandby.Contains(member.InstanceId)))
                steps.Add(Standby(member, left.Done, left.By));
            if (member.LifecycleState != nameof(UpdatableLifecycleState.Protected) && lastProtected.TryGetValue(member.InstanceId, out var taken) && !taken.By.Record.IsRepaired && taken.Done.Status != OosStatus.Success)
            {
                // What is in Standby for another reason cannot be protected.
                if (member.LifecycleState == nameof(UpdatableLifecycleState.InService) || steps.Exists(step => step.InstanceId == member.InstanceId))
                    steps.Add(Protection(member, taken.By));
            }
        }

        return steps;
    }

    // The action for container groups ends only the Standby that it began: not what a failure before a retry left, nor what the update or an
    // earlier try of its rollback left.
    private static bool KeepsInStandby(PastUpdate last, EssInstanceUpdate done, PastUpdate update) =>
        update.Update.Kind == RollingUpdateKind.ContainerGroup && OriginOf(last) == OriginOf(update) && (done.WasRetried || done.Status != OosStatus.Success);

    private static string OriginOf(PastUpdate update) => update.Update.SourceExecutionId ?? update.Update.ExecutionId;

    private EssRepairStep Standby(EssScalingInstance member, EssInstanceUpdate done, PastUpdate by)
    {
        var status = _facts.Machines.TryGetValue(member.InstanceId, out var machine) ? machine.Status : null;
        return new EssRepairStep
        {
            Action = RepairAction.ExitStandby,
            ExecutionId = by.Update.ExecutionId,
            InstanceId = member.InstanceId,
            IsContainerGroup = _facts.Group.GroupType == "ECI",
            Description = $"{member.InstanceId} is in Standby{(status is null or "Running" ? "" : $" and {status}")} since {by.Update.ExecutionId}, where it ended as {done.Status}",
        };
    }

    private static EssRepairStep Protection(EssScalingInstance member, PastUpdate by) => new()
    {
        Action = RepairAction.ProtectInstance,
        ExecutionId = by.Update.ExecutionId,
        InstanceId = member.InstanceId,
        Description = $"{member.InstanceId} was protected from scaling in before {by.Update.ExecutionId} and is not any more",
    };
}

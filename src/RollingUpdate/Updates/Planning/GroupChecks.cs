using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;
using RollingUpdate.Updates.Repair;

namespace RollingUpdate.Updates.Planning;

/// <summary>Whether a group can be updated at all now, whatever the update is.</summary>
internal sealed class GroupChecks
{
    private readonly GroupFacts _facts;
    private readonly PlanChecks _checks;

    public GroupChecks(GroupFacts facts, PlanChecks checks)
    {
        _facts = facts;
        _checks = checks;
    }

    private EssScalingGroup Group => _facts.Group;

    /// <param name="kind">Of the update at hand.</param>
    /// <param name="running">The updates of the group that are under way.</param>
    /// <param name="activities">The scaling activities that are; null for none.</param>
    /// <param name="resumes">The processes that the admin wants resumed at the end; null for those that are right.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task RunAsync(
        RollingUpdateKind kind, IReadOnlyList<OosExecution> running, IReadOnlyList<EssScalingActivity>? activities, IReadOnlyList<ScalingProcess>? resumes, CancellationToken cancellation)
    {
        CheckState(kind);
        if (running.Count > 0)
            _checks.Fail("RunningUpdate", RunningUpdates.InProgress(running[0], Group.Label));
        else
            _checks.Pass("RunningUpdate", "No other rolling update or rollback of the group is under way.");
        CheckActivities(activities);
        if (resumes is null)
            CheckProcesses();
        else
            CheckProcesses(resumes.Select(process => process.ToString()).ToList());
        // What an update that is under way does is not left behind.
        if (running.Count == 0)
            await CheckLeftBehindAsync(cancellation).ConfigureAwait(false);
    }

    private void CheckState(RollingUpdateKind kind)
    {
        var isContainers = Group.GroupType == "ECI";
        if (Group.LifecycleState != "Active")
        {
            _checks.Fail("ScalingGroup", new RollingUpdateException(ErrorKind.InvalidState, "ScalingGroupNotActive",
                $"Scaling group {Group.Label} is {Group.LifecycleState}, and only an Active one can be updated.", "Enable the group, then type it again."));
        }
        else if (isContainers != (kind == RollingUpdateKind.ContainerGroup))
        {
            _checks.Fail("ScalingGroup", new RollingUpdateException(ErrorKind.InvalidState, "WrongGroupType",
                $"Scaling group {Group.Label} holds {(isContainers ? "container groups (ECI)" : "ECS instances")}, which an update of the kind {kind} cannot change.",
                isContainers ? "Give a group of ECS instances." : "Give a group of container groups (ECI)."));
        }
        else if (Group.SystemSuspended)
        {
            _checks.Fail("ScalingGroup", $"Auto Scaling itself has suspended {Group.Label}, for example for money owed.",
                "See the group's page in the console for the reason.");
        }
        else
        {
            _checks.Pass("ScalingGroup", $"{Group.Label} is Active, with {Group.TotalInstanceCount} instances.");
        }
    }

    private void CheckActivities(IReadOnlyList<EssScalingActivity>? activities)
    {
        if (activities is null)
        {
            _checks.Pass("ScalingActivity", "No scaling activity is in progress.");
            return;
        }

        _checks.Fail("ScalingActivity",
            $"{string.Join(", ", activities.Select(activity => $"{activity.ScalingActivityId} ({activity.Description})"))} is in progress, and while it is, no instance can leave service.",
            "Type it again when the activity has ended.");
    }

    private void CheckProcesses(List<string> resumes)
    {
        var ends = Group.SuspendedProcesses.Intersect(resumes).ToList();
        var stay = Group.SuspendedProcesses.Except(resumes).ToList();
        var detail = (ends.Count > 0 ? $"{string.Join(", ", ends)} {(ends.Count == 1 ? "is" : "are")} suspended now and will be resumed, as -ResumeProcess says. " : "")
            + (stay.Count > 0 ? $"{string.Join(", ", stay)} {(stay.Count == 1 ? "is" : "are")} suspended now and will stay so, as -ResumeProcess does not name {(stay.Count == 1 ? "it" : "them")}." : "");
        if (ends.Count > 0 || stay.Exists(_facts.LeftSuspended.ContainsKey))
            _checks.Warn("Processes", detail.TrimEnd(), "Leave -ResumeProcess out to have resumed what was not suspended on purpose.");
        else
            _checks.Pass("Processes", detail.Length == 0 ? "No process is suspended." : detail);
    }

    private void CheckProcesses()
    {
        var kept = _facts.SuspendedOnPurpose;
        if (_facts.LeftSuspended.Count > 0)
        {
            var left = _facts.LeftSuspended;
            _checks.Warn("Processes",
                $"{string.Join(", ", left.Keys)} {(left.Count == 1 ? "has" : "have")} been suspended since {string.Join(", ", left.Values.Select(update => update.Update.ExecutionId).Distinct())} ended without success, and will be resumed at the end of this update."
                + (kept.Count > 0 ? $" {string.Join(", ", kept)} was suspended before that and stays so." : ""),
                $"To resume now: Repair-EssScalingGroup {Group.ScalingGroupId}.");
        }
        else
        {
            _checks.Pass("Processes", kept.Count == 0 ? "No process is suspended." : $"{string.Join(", ", kept)} {(kept.Count == 1 ? "is" : "are")} suspended already and will stay so.");
        }
    }

    private async Task CheckLeftBehindAsync(CancellationToken cancellation)
    {
        try
        {
            var steps = await new RepairFinder(_facts).FindAsync(cancellation).ConfigureAwait(false);
            // The processes have a check of their own.
            var left = steps.Where(step => step.Action != RepairAction.ResumeProcesses).ToList();
            if (left.Count > 0)
            {
                _checks.Warn("LeftBehind", $"A former update left: {string.Join("; ", left.Select(step => step.Description))}.",
                    $"Put it right first: Repair-EssScalingGroup {Group.ScalingGroupId}.");
                return;
            }

            if (_facts.Unexplained is { } unexplained)
                _checks.Warn("LeftBehind", unexplained, $"Look for it with Get-OosExecution -TemplateName {UpdateTemplate.CommonPart}.");
            else
                _checks.Pass("LeftBehind", _facts.History.IsComplete ? "Former updates left nothing to put right." : "No process is suspended without a known reason and no instance is in Standby; not all of the history was read.");
        }
        catch (AliyunApiException error) when (error is AccessDeniedException or ResourceNotFoundException)
        {
            _checks.Warn("LeftBehind", $"What former updates left could not be read ({error.Code}).", "Look with Get-EssRollingUpdate " + Group.ScalingGroupId + ".");
        }
    }
}

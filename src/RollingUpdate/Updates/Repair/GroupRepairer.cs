using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Repair;

/// <summary>Puts right what updates left. Each step can be done twice without harm.</summary>
internal sealed class GroupRepairer
{
    // The templates' own rule for leaving Standby.
    private const int MostTries = 30;
    private const int MostLooks = 120;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private readonly IOpenApi _api;
    private readonly EssClient _ess;
    private readonly EcsClient _ecs;

    public GroupRepairer(IOpenApi api)
    {
        _api = api;
        _ess = new EssClient(api);
        _ecs = new EcsClient(api);
    }

    /// <summary>What is to be done, in the order in which it is to be done.</summary>
    /// <exception cref="RollingUpdateException">There is no such group, or an update of it is under way.</exception>
    /// <returns>The steps, and what the admin should know besides; null for nothing.</returns>
    public async Task<(List<EssRepairStep> Steps, string? Warning)> FindAsync(string scalingGroupId, CancellationToken cancellation)
    {
        Ids.CheckScalingGroup(scalingGroupId);
        var facts = await GroupFacts.ReadAsync(_api, scalingGroupId, cancellation).ConfigureAwait(false);
        // What belongs to an update that is under way must not be taken from it.
        await new RunningUpdates(_api).CheckNoneAsync(scalingGroupId, exceptExecutionId: null, cancellation).ConfigureAwait(false);
        return (await new RepairFinder(facts).FindAsync(cancellation).ConfigureAwait(false), facts.Unexplained);
    }

    /// <summary>
    /// Records with an update that all it left has been put right: whatever looks like its leftovers later was done on purpose, and must
    /// not be undone.
    /// </summary>
    public async Task RecordAsync(string executionId, CancellationToken cancellation)
    {
        var oos = new OosClient(_api);
        if (await oos.FindExecutionAsync(executionId, cancellation).ConfigureAwait(false) is { } execution)
            await oos.UpdateExecutionTagsAsync(executionId, UpdateRecord.WithRepaired(execution, _api.Clock.UtcNow), cancellation).ConfigureAwait(false);
    }

    /// <exception cref="RollingUpdateException">It could not be done.</exception>
    /// <exception cref="AliyunApiException">A call failed.</exception>
    public Task RepairAsync(EssRepairStep step, CancellationToken cancellation) => step.Action switch
    {
        RepairAction.ExitStandby => ExitStandbyAsync(step, step.InstanceId!, cancellation),
        RepairAction.ProtectInstance => _ess.ProtectInstanceAsync(step.ScalingGroupId, step.InstanceId!, cancellation),
        RepairAction.ModifyScalingConfiguration => _ess.ModifyScalingConfigurationImageAsync(step.ScalingConfigurationId!, step.ImageId!, cancellation),
        RepairAction.ResumeProcesses => _ess.ResumeProcessesAsync(step.ScalingGroupId, step.Processes, cancellation),
        _ => throw new RollingUpdateException(ErrorKind.InvalidState, "RepairNeedsDecision", $"{step.Description}. Which is right, the module cannot know.", step.RecommendedAction ?? ""),
    };

    private async Task ExitStandbyAsync(EssRepairStep step, string instanceId, CancellationToken cancellation)
    {
        var groupId = step.ScalingGroupId;
        if (!step.IsContainerGroup)
            await EnsureRunningAsync(instanceId, cancellation).ConfigureAwait(false);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await _ess.ExitStandbyAsync(groupId, instanceId, cancellation).ConfigureAwait(false);
                return;
            }
            catch (AliyunApiException error)
            {
                // It may have worked with its answer lost, or somebody else was faster.
                var now = await _ess.DescribeScalingInstances(groupId, instanceIds: new[] { instanceId }).NextAsync(cancellation).ConfigureAwait(false);
                if (now is null || now[0].LifecycleState != "Standby")
                    return;
                if (error.Code is not ("BackendServer.configuring" or "IncorrectScalingGroupStatus") || tries >= MostTries)
                    throw;
            }

            await _api.Clock.DelayAsync(BetweenTries, cancellation).ConfigureAwait(false);
        }
    }

    // An update that was cut off may have stopped the instance; in service it would only be replaced.
    private async Task EnsureRunningAsync(string instanceId, CancellationToken cancellation)
    {
        for (var looks = 1; ; looks++)
        {
            var status = await StatusAsync(instanceId, cancellation).ConfigureAwait(false);
            if (status is null or "Running")
                return;
            if (looks >= MostLooks)
            {
                throw new RollingUpdateException(ErrorKind.TimedOut, "InstanceNotRunning",
                    $"{instanceId} is {status} and did not come to run within {MostLooks * BetweenLooks.TotalMinutes:0} minutes, so it was left in Standby.",
                    "Look at it in the ECS console, then type it again.");
            }

            if (status == "Stopped")
                await StartAsync(instanceId, cancellation).ConfigureAwait(false);
            await _api.Clock.DelayAsync(BetweenLooks, cancellation).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(string instanceId, CancellationToken cancellation)
    {
        try
        {
            await _ecs.StartInstanceAsync(instanceId, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException)
        {
            // It may have worked with its answer lost; sent again, it is refused then.
            if (await StatusAsync(instanceId, cancellation).ConfigureAwait(false) == "Stopped")
                throw;
        }
    }

    private async Task<string?> StatusAsync(string instanceId, CancellationToken cancellation)
    {
        var machines = await _ecs.DescribeInstancesAsync(new[] { instanceId }, cancellation).ConfigureAwait(false);
        return machines.Count > 0 ? machines[0].Status : null;
    }
}

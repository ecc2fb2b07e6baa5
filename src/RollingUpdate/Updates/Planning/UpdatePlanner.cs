using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Planning;

/// <summary>Makes the plan of an update: everything is read and checked, nothing is changed.</summary>
internal sealed class UpdatePlanner
{
    private static readonly ScalingProcess[] AllProcesses = (ScalingProcess[])Enum.GetValues(typeof(ScalingProcess));
    private readonly IOpenApi _api;

    public UpdatePlanner(IOpenApi api) => _api = api;

    /// <exception cref="RollingUpdateException">An argument cannot be right, or there is no such group.</exception>
    /// <exception cref="AliyunApiException">A call failed.</exception>
    public async Task<PreparedStart> PlanAsync(string scalingGroupId, UpdatePayload payload, UpdateSettings settings, CancellationToken cancellation)
    {
        Ids.CheckScalingGroup(scalingGroupId);
        payload.Check();
        UpdateRecord.CheckRoom(settings.Tags);
        var templateName = UpdateTemplate.NameOf(payload.Kind);
        // None of these needs another's answer: over a network they take the time of the slowest, not of all.
        var reading = GroupFacts.ReadAsync(_api, scalingGroupId, cancellation);
        var running = new RunningUpdates(_api).FindAsync(scalingGroupId, cancellation);
        var activities = new EssClient(_api).DescribeActivitiesInProgress(scalingGroupId).NextAsync(cancellation);
        var permissions = new PermissionCheck(_api).RunAsync(templateName, settings.OosAssumeRole, cancellation);
        await Task.WhenAll(reading, running, activities, permissions).ConfigureAwait(false);
        var facts = await reading.ConfigureAwait(false);
        // One that was still under way in the history and is no longer ended in between, and has resumed what the group showed.
        if ((await running.ConfigureAwait(false)).Count == 0 && facts.History.Updates.Any(update => !update.Update.Execution.IsTerminal))
            facts = await GroupFacts.ReadAsync(_api, scalingGroupId, cancellation).ConfigureAwait(false);
        var checks = new PlanChecks();
        var plan = new EssRollingUpdatePlan
        {
            ScalingGroupId = facts.Group.ScalingGroupId,
            ScalingGroupName = facts.Group.ScalingGroupName,
            Kind = payload.Kind,
            SuspendedBefore = facts.Group.SuspendedProcesses,
            TemplateName = templateName,
            RegionId = facts.Group.RegionId,
            ProfileName = facts.Group.ProfileName,
        };
        await new GroupChecks(facts, checks).RunAsync(
            payload.Kind, await running.ConfigureAwait(false), await activities.ConfigureAwait(false), settings.ResumeProcess, cancellation).ConfigureAwait(false);
        var record = new UpdateRecord { SuspendedBefore = facts.SuspendedOnPurpose.ToList() };
        Divide(plan, facts, payload.Kind, settings);
        await payload.CompleteAsync(facts, checks, record, cancellation).ConfigureAwait(false);
        new InstanceChecks(facts, checks).Run(plan, payload.Kind);
        checks.Add(await permissions.ConfigureAwait(false));
        var parameters = ParametersOf(facts, payload, settings, plan);
        plan.Description = payload.Describe();
        plan.TemplateParameters = (IReadOnlyDictionary<string, object?>)JsonReading.Decode(parameters)!;
        if (settings.FailureAction == UpdateFailureAction.Rollback && facts.Taken.Count > 0)
            CheckRollback(plan, record, checks);
        plan.Checks = checks.ToArray();
        var token = settings.ClientToken ?? UpdateSettings.NewClientToken();
        return new PreparedStart(plan, new StartExecutionRequest(plan.TemplateName, parameters, token)
        {
            Mode = settings.Mode,
            SafetyCheck = settings.SafetyCheck.ToString(),
            Description = settings.Description,
            Tags = record.ToTags(token, facts.Group.ScalingGroupId, settings.Tags),
        });
    }

    /// <summary>Writes the template parameters that follow from the admin's arguments alone, and not from what the group is like.</summary>
    public static void WriteArguments(JObject parameters, UpdatePayload payload, UpdateSettings settings)
    {
        if (UpdatableInstances.HasLifecycleChoice(payload.Kind))
            parameters["lifecycleState"] = new JArray(Names(settings.LifecycleState));
        payload.WriteInvoke(parameters);
        parameters["batchPauseOption"] = settings.BatchPauseOption.ToString();
        parameters["batchNumber"] = settings.BatchNumber ?? UpdateSettings.DefaultBatchNumber;
        parameters["OOSAssumeRole"] = settings.OosAssumeRole ?? "";
    }

    private static void Divide(EssRollingUpdatePlan plan, GroupFacts facts, RollingUpdateKind kind, UpdateSettings settings)
    {
        var states = settings.LifecycleState.Select(state => state.ToString()).ToList();
        if (!UpdatableInstances.HasLifecycleChoice(kind))
            states = new List<string> { nameof(UpdatableLifecycleState.InService) };
        var taken = new List<string>();
        var leftOut = new List<EssLeftOutInstance>();
        foreach (var member in facts.Members)
        {
            if (UpdatableInstances.WhyLeftOut(member, kind, states) is { } reason)
                leftOut.Add(new EssLeftOutInstance(member.InstanceId, member.LifecycleState, reason));
            else
                taken.Add(member.InstanceId);
        }

        facts.Taken = taken;
        var inService = facts.Members.Count(member => Enum.TryParse<UpdatableLifecycleState>(member.LifecycleState, out _));
        var sizes = BatchRule.Sizes(taken.Count, settings.BatchNumber ?? UpdateSettings.DefaultBatchNumber);
        var first = 0;
        plan.Batches = sizes.Select((size, index) =>
        {
            var batch = new EssRollingUpdatePlanBatch
            {
                Number = index + 1,
                InstanceIds = taken.Skip(first).Take(size).ToArray(),
                InService = UpdatableInstances.GoesToStandby(kind) ? inService - size : null,
            };
            first += size;
            return batch;
        }).ToArray();
        plan.LeftOut = leftOut.ToArray();
    }

    private static string ParametersOf(GroupFacts facts, UpdatePayload payload, UpdateSettings settings, EssRollingUpdatePlan plan)
    {
        var suspend = Names(settings.SuspendProcess ?? AllProcesses);
        // Processes somebody had suspended before stay suspended afterwards; what a former update left suspended does not.
        var resume = settings.ResumeProcess is { } asked
            ? Names(asked)
            : suspend.Union(facts.LeftSuspended.Keys).Except(facts.SuspendedOnPurpose).ToArray();
        plan.SuspendProcess = suspend;
        plan.ResumeProcess = resume;
        var parameters = new JObject
        {
            ["invokeType"] = "invoke",
            ["scalingGroupId"] = facts.Group.ScalingGroupId,
            ["enterProcess"] = new JArray(suspend),
            ["exitProcess"] = new JArray(resume),
        };
        WriteArguments(parameters, payload, settings);
        return parameters.ToString(Formatting.None);
    }

    // A rollback that has to be told something cannot begin by itself in the night.
    private static void CheckRollback(EssRollingUpdatePlan plan, UpdateRecord record, PlanChecks checks)
    {
        try
        {
            RollbackPayload.Write(new JObject(), plan.Kind, "it", new TemplateParameters(plan.TemplateParameters), record, new RollbackSettings());
        }
        catch (RollingUpdateException error)
        {
            var missing = plan.Kind switch
            {
                RollingUpdateKind.Image => "Give -SourceImageId, or leave",
                RollingUpdateKind.Script => "Give -RollbackScript, or leave",
                RollingUpdateKind.File => "Give -RollbackSourceUri or -RollbackScript, or leave",
                RollingUpdateKind.OssFile => "Give -RollbackObjectName or -RollbackScript, or leave",
                RollingUpdateKind.ContainerGroup => "Give -SourceContainer, or leave",
                _ => "Leave",
            };
            checks.Fail("FailureAction", new RollingUpdateException(ErrorKind.InvalidInput, "RollbackNotPossible",
                $"-FailureAction Rollback could not take this update back: {error.Message}", $"{missing} -FailureAction Rollback out."));
        }
    }

    private static string[] Names<T>(IEnumerable<T> items)
        where T : struct, Enum
        => items.Select(item => item.ToString()).Distinct().ToArray();
}

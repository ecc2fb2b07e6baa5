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

namespace RollingUpdate.Updates;

/// <summary>Prepares and starts a rolling update of a group.</summary>
internal sealed class UpdateStarter
{
    private static readonly ScalingProcess[] AllProcesses = (ScalingProcess[])Enum.GetValues(typeof(ScalingProcess));
    private readonly IOpenApi _api;

    public UpdateStarter(IOpenApi api) => _api = api;

    /// <summary>Reads and checks everything; changes nothing.</summary>
    /// <exception cref="RollingUpdateException">It cannot be started; the message says why.</exception>
    /// <exception cref="AliyunApiException">A call failed.</exception>
    public async Task<PreparedStart> PrepareAsync(string scalingGroupId, UpdatePayload payload, UpdateSettings settings, CancellationToken cancellation)
    {
        Ids.CheckScalingGroup(scalingGroupId);
        payload.Check();
        var group = await new EssClient(_api).FindScalingGroupAsync(scalingGroupId, cancellation).ConfigureAwait(false)
            ?? throw ScalingGroupNotFound.For(scalingGroupId, _api.RegionId);
        CheckGroup(group, payload.Kind);
        await new RunningUpdates(_api).CheckNoneAsync(group, exceptExecutionId: null, cancellation).ConfigureAwait(false);
        var warnings = new List<string>();
        await payload.CompleteAsync(_api, group, warnings, cancellation).ConfigureAwait(false);
        var request = new StartExecutionRequest(
            UpdateTemplate.NameOf(payload.Kind),
            ParametersOf(group, payload, settings).ToString(Formatting.None),
            settings.ClientToken ?? UpdateSettings.NewClientToken())
        {
            Mode = settings.Mode,
            SafetyCheck = settings.SafetyCheck.ToString(),
            Description = settings.Description,
            Tags = settings.Tags,
        };
        var batches = settings.BatchNumber ?? UpdateSettings.DefaultBatchNumber;
        return new PreparedStart(group, $"Rolling update to {payload.Describe()} in {batches} {(batches == 1 ? "batch" : "batches")}", request, warnings);
    }

    public Task<OosExecution> StartAsync(PreparedStart prepared, CancellationToken cancellation) =>
        new OosClient(_api).StartExecutionAsync(prepared.Request, cancellation);

    private static void CheckGroup(EssScalingGroup group, RollingUpdateKind kind)
    {
        if (group.LifecycleState != "Active")
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "ScalingGroupNotActive",
                $"Scaling group {group.Label} is {group.LifecycleState}, and only an Active one can be updated.", "Enable the group, then type it again.");
        }

        var isContainers = group.GroupType == "ECI";
        if (isContainers != (kind == RollingUpdateKind.ContainerGroup))
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "WrongGroupType",
                $"Scaling group {group.Label} holds {(isContainers ? "container groups (ECI)" : "ECS instances")}, which an update of the kind {kind} cannot change.",
                isContainers ? "Give a group of ECS instances." : "Give a group of container groups (ECI).");
        }
    }

    private static JObject ParametersOf(EssScalingGroup group, UpdatePayload payload, UpdateSettings settings)
    {
        var suspend = settings.SuspendProcess ?? AllProcesses;
        // Processes somebody had suspended before stay suspended afterwards.
        var resume = settings.ResumeProcess ?? suspend.Where(process => !group.SuspendedProcesses.Contains(process.ToString())).ToArray();
        var parameters = new JObject
        {
            ["invokeType"] = "invoke",
            ["scalingGroupId"] = group.ScalingGroupId,
            ["enterProcess"] = ListOf(suspend),
            ["exitProcess"] = ListOf(resume),
        };
        if (payload.Kind is RollingUpdateKind.Image or RollingUpdateKind.Script or RollingUpdateKind.Package)
            parameters["lifecycleState"] = ListOf(settings.LifecycleState);
        payload.WriteInvoke(parameters);
        parameters["batchPauseOption"] = settings.BatchPauseOption.ToString();
        parameters["batchNumber"] = settings.BatchNumber ?? UpdateSettings.DefaultBatchNumber;
        parameters["OOSAssumeRole"] = settings.OosAssumeRole ?? "";
        return parameters;
    }

    private static JArray ListOf<T>(IEnumerable<T> items)
        where T : struct, Enum
        => new(items.Distinct().Select(item => item.ToString()));
}

using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Planning;

namespace RollingUpdate.Updates;

/// <summary>Prepares and starts a rolling update of a group.</summary>
internal sealed class UpdateStarter
{
    private readonly IOpenApi _api;

    public UpdateStarter(IOpenApi api) => _api = api;

    /// <summary>Reads and checks everything; changes nothing.</summary>
    /// <exception cref="RollingUpdateException">An argument cannot be right, or there is no such group.</exception>
    /// <exception cref="AliyunApiException">A call failed.</exception>
    public Task<PreparedStart> PrepareAsync(string scalingGroupId, UpdatePayload payload, UpdateSettings settings, CancellationToken cancellation) =>
        new UpdatePlanner(_api).PlanAsync(scalingGroupId, payload, settings, cancellation);

    /// <summary>What a client token that the admin gave has started already; null for nothing.</summary>
    /// <exception cref="RollingUpdateException">It started something else, or an argument cannot be right.</exception>
    public async Task<OosExecution?> FindStartedAsync(
        string scalingGroupId, UpdatePayload payload, UpdateSettings settings, string clientToken, CancellationToken cancellation)
    {
        payload.Check();
        if (await new ExecutionStarter(_api).FindStartedAsync(clientToken, cancellation).ConfigureAwait(false) is not { } started)
            return null;
        var said = new JObject { ["invokeType"] = "invoke", ["scalingGroupId"] = scalingGroupId };
        UpdatePlanner.WriteArguments(said, payload, settings);
        return UpdateTemplate.KindOf(started) == payload.Kind && new TemplateParameters(started).Have(said)
            ? started
            : throw ExecutionStarter.ClientTokenReused(clientToken, started);
    }

    /// <summary>Starts it.</summary>
    /// <param name="prepared">What was prepared.</param>
    /// <param name="onStarted">Is told the execution on any thread as soon as it is started.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <exception cref="RollingUpdateException">Processes were suspended or resumed since the plan, which would be undone or stay for good.</exception>
    public async Task<OosExecution> StartAsync(PreparedStart prepared, Action<OosExecution> onStarted, CancellationToken cancellation)
    {
        var plan = prepared.Plan;
        var now = await new EssClient(_api).FindScalingGroupAsync(plan.ScalingGroupId, cancellation).ConfigureAwait(false)
            ?? throw ScalingGroupNotFound.For(plan.ScalingGroupId, _api.RegionId);
        var changed = now.SuspendedProcesses.Except(plan.SuspendedBefore).Concat(plan.SuspendedBefore.Except(now.SuspendedProcesses)).ToList();
        if (changed.Count > 0)
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "ScalingGroupChanged",
                $"{string.Join(", ", changed)} of {now.Label} {(changed.Count == 1 ? "was" : "were")} suspended or resumed while the update was planned, so nothing was started.",
                "Run the command again: it plans with the group as it is now.");
        }

        return await new ExecutionStarter(_api).StartAsync(prepared.Request, plan.ScalingGroupId, prepared.Warnings, onStarted, cancellation).ConfigureAwait(false);
    }
}

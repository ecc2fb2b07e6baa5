using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>
/// Starts an execution exactly once, and knows afterwards whether it did. Two admins who start at the same moment both pass the check
/// before it; so it looks again after the start, and the later of the two cancels itself.
/// </summary>
internal sealed class ExecutionStarter
{
    private const int MostLooks = 5;
    private const int LooksAtATie = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private readonly IOpenApi _api;
    private readonly OosClient _oos;

    public ExecutionStarter(IOpenApi api)
    {
        _api = api;
        _oos = new OosClient(api);
    }

    /// <summary>The error for a client token that has started something else.</summary>
    public static RollingUpdateException ClientTokenReused(string clientToken, OosExecution started) => new(ErrorKind.InvalidInput, "ClientTokenReused",
        $"The client token {clientToken} has started {started.ExecutionId} already, which is something else.", "Give a new -ClientToken for every start that is meant.");

    /// <summary>Starts it.</summary>
    /// <param name="request">What to start; its tags have the client token.</param>
    /// <param name="scalingGroupId">The group it works on.</param>
    /// <param name="warnings">Takes what the admin should know.</param>
    /// <param name="onStarted">Is told it on any thread as soon as it is started: what is looked at after that may be cut off.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <exception cref="RollingUpdateException">Another one was started at the same moment, or it is not known whether it was started.</exception>
    /// <exception cref="AliyunApiException">It was not started.</exception>
    public async Task<OosExecution> StartAsync(
        StartExecutionRequest request, string scalingGroupId, ICollection<string> warnings, Action<OosExecution> onStarted, CancellationToken cancellation)
    {
        var started = await StartOnceAsync(request, cancellation).ConfigureAwait(false);
        onStarted(started);
        await SettleAsync(started, scalingGroupId, warnings, cancellation).ConfigureAwait(false);
        return started;
    }

    /// <summary>What this client token started before; null for nothing.</summary>
    public async Task<OosExecution?> FindStartedAsync(string clientToken, CancellationToken cancellation)
    {
        var filter = new ExecutionFilter { Tags = UpdateRecord.StartTag(clientToken), Depth = "RootDepth" };
        var page = await _oos.ListExecutionsAsync(filter, null, null, cancellation).ConfigureAwait(false);
        return page.Items.Length > 0 ? page.Items[0] : null;
    }

    /// <summary>Starts it, and looks for it by its tag where no answer came.</summary>
    /// <exception cref="RollingUpdateException">It is not known whether it was started.</exception>
    /// <exception cref="AliyunApiException">It was not started.</exception>
    public async Task<OosExecution> StartOnceAsync(StartExecutionRequest request, CancellationToken cancellation)
    {
        try
        {
            return await _oos.StartExecutionAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error) when (MayHaveStarted(error))
        {
            // One of the attempts may have worked all the same, with its answer lost.
            if (await FindAfterFailureAsync(request.ClientToken, error, cancellation).ConfigureAwait(false) is { } started)
                return started;
            throw;
        }
    }

    private static bool MayHaveStarted(AliyunApiException error) =>
        error.Failure.EarlierMayHaveWorked || (error is NoAnswerException or ServiceFailureException or ThrottledException && !error.Failure.NotCarriedOut);

    private async Task<OosExecution?> FindAfterFailureAsync(string clientToken, AliyunApiException startError, CancellationToken cancellation)
    {
        try
        {
            if (await FindStartedAsync(clientToken, cancellation).ConfigureAwait(false) is { } started)
                return started;
            // The service may list a new execution a moment later.
            await _api.Clock.DelayAsync(BetweenLooks, cancellation).ConfigureAwait(false);
            return await FindStartedAsync(clientToken, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error)
        {
            throw new RollingUpdateException(ErrorKind.TimedOut, "StartNotConfirmed",
                $"It is not known whether it was started: {startError.Message.TrimEnd('.')}; and looking for it failed too ({error.Code}).",
                $"Type the same again with -ClientToken {clientToken}: that starts it at most once.", startError);
        }
    }

    private async Task SettleAsync(OosExecution started, string scalingGroupId, ICollection<string> warnings, CancellationToken cancellation)
    {
        try
        {
            for (var look = 1; ; look++)
            {
                var running = await new RunningUpdates(_api).FindAsync(scalingGroupId, cancellation).ConfigureAwait(false);
                var others = running.Where(other => other.ExecutionId != started.ExecutionId).ToList();
                if (others.Count == 0)
                    return;
                // In the list both see, ours may be missing yet; then the others were there first.
                if (running[0].ExecutionId != started.ExecutionId)
                    throw await WithdrawAsync(started, running[0], scalingGroupId, cancellation).ConfigureAwait(false);
                // Of two with the same time the other one would have withdrawn by now, had it seen this one; so it did not, and goes on.
                if (look == LooksAtATie && running[0].StartDate == others[0].StartDate)
                    throw await WithdrawAsync(started, others[0], scalingGroupId, cancellation).ConfigureAwait(false);
                if (look == MostLooks)
                {
                    warnings.Add($"{others[0].ExecutionId} was started for {scalingGroupId} a moment after {started.ExecutionId} and works against it. Cancel one of them: Stop-OosExecution {others[0].ExecutionId}");
                    return;
                }

                // Another admin with this module withdraws now.
                await _api.Clock.DelayAsync(BetweenLooks, cancellation).ConfigureAwait(false);
            }
        }
        catch (AliyunApiException error)
        {
            warnings.Add($"{started.ExecutionId} was started, but whether somebody started another update of {scalingGroupId} at the same moment could not be checked ({error.Code}). Look with Get-EssRollingUpdate {scalingGroupId}");
        }
    }

    private async Task<RollingUpdateException> WithdrawAsync(OosExecution started, OosExecution first, string scalingGroupId, CancellationToken cancellation)
    {
        var inProgress = RunningUpdates.InProgress(first, scalingGroupId);
        try
        {
            var ended = await new ExecutionCanceller(_api).CancelAsync(started.ExecutionId, cancellation).ConfigureAwait(false);
            return new RollingUpdateException(inProgress.Kind, inProgress.ErrorId,
                $"{inProgress.Message} It was started at the same moment as {started.ExecutionId}, which was withdrawn ({ended.Status}).",
                $"{inProgress.RecommendedAction} When it has ended, look with Repair-EssScalingGroup {scalingGroupId} -WhatIf whether anything was left.");
        }
        catch (Exception error) when (error is AliyunApiException or RollingUpdateException)
        {
            return new RollingUpdateException(inProgress.Kind, inProgress.ErrorId,
                $"{inProgress.Message} It was started at the same moment as {started.ExecutionId}, and both are under way: withdrawing failed ({error.Message.TrimEnd('.')}).",
                $"Cancel the later one: Stop-OosExecution {started.ExecutionId}.", error);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates;

/// <summary>Rolling updates that are under way. The templates do not look; two at a time on one group undo each other's work.</summary>
internal sealed class RunningUpdates
{
    private static readonly string[] UnderWay = { OosStatus.Started, OosStatus.Running, OosStatus.Waiting };
    private readonly OosClient _oos;

    public RunningUpdates(IOpenApi api) => _oos = new OosClient(api);

    /// <summary>The error for a group that an update is under way for.</summary>
    public static RollingUpdateException InProgress(OosExecution running, string groupLabel)
    {
        // A rollback cannot be taken back, only stopped.
        var (what, or) = new TemplateParameters(running).IsRollback
            ? ("rollback", $"stop it with Stop-OosExecution {running.ExecutionId}")
            : ("rolling update", $"take it back with Start-EssRollback {running.ExecutionId}");
        return new RollingUpdateException(ErrorKind.InvalidState, "RollingUpdateInProgress",
            $"The {what} {running.ExecutionId} of scaling group {groupLabel} is {running.Status}, and only one can be under way for a group.",
            $"Wait for it with Wait-OosExecution {running.ExecutionId}, or {or}.");
    }

    /// <exception cref="RollingUpdateException">There is one for the group.</exception>
    public async Task CheckNoneAsync(string scalingGroupId, string? exceptExecutionId, CancellationToken cancellation)
    {
        var running = await FindAsync(scalingGroupId, cancellation).ConfigureAwait(false);
        if (running.FirstOrDefault(execution => execution.ExecutionId != exceptExecutionId) is { } other)
            throw InProgress(other, scalingGroupId);
    }

    /// <summary>Those of a group, in the order in which they started; whoever looks sees the same order.</summary>
    public async Task<IReadOnlyList<OosExecution>> FindAsync(string scalingGroupId, CancellationToken cancellation)
    {
        // Side by side, not one after the other: one that goes from one status to another meanwhile is the less likely to be in no list.
        var lists = await Task.WhenAll(Array.ConvertAll(UnderWay, status => _oos
            .ListExecutions(new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Status = status, Depth = "RootDepth" })
            .AllAsync(cancellation))).ConfigureAwait(false);
        var found = new Dictionary<string, OosExecution>();
        foreach (var list in lists)
            foreach (var execution in list)
                if (UpdateTemplate.KindOf(execution) is not null && new TemplateParameters(execution).ScalingGroupId == scalingGroupId)
                    found[execution.ExecutionId] = execution;
        return found.Values.OrderBy(execution => execution.StartDate).ThenBy(execution => execution.ExecutionId, StringComparer.Ordinal).ToList();
    }
}

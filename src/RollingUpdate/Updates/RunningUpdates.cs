using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates;

/// <summary>Rolling updates that are under way. The templates do not look; two at a time on one group undo each other's work.</summary>
internal sealed class RunningUpdates
{
    private readonly OosClient _oos;

    public RunningUpdates(IOpenApi api) => _oos = new OosClient(api);

    /// <exception cref="RollingUpdateException">There is one for the group.</exception>
    public async Task CheckNoneAsync(EssScalingGroup group, string? exceptExecutionId, CancellationToken cancellation)
    {
        if (await FindAsync(group.ScalingGroupId, exceptExecutionId, cancellation).ConfigureAwait(false) is not { } running)
            return;
        var what = new TemplateParameters(running).IsRollback ? "rollback" : "rolling update";
        throw new RollingUpdateException(ErrorKind.InvalidState, "RollingUpdateInProgress",
            $"The {what} {running.ExecutionId} of scaling group {group.Label} is {running.Status}, and only one can be under way for a group.",
            $"Wait for it with Wait-OosExecution {running.ExecutionId}, or take it back with Start-EssRollback {running.ExecutionId}.");
    }

    private async Task<OosExecution?> FindAsync(string scalingGroupId, string? exceptExecutionId, CancellationToken cancellation)
    {
        foreach (var status in new[] { OosStatus.Running, OosStatus.Waiting })
        {
            var pages = _oos.ListExecutions(new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Status = status, Depth = "RootDepth" });
            while (await pages.NextAsync(cancellation).ConfigureAwait(false) is { } executions)
                foreach (var execution in executions)
                    if (execution.ExecutionId != exceptExecutionId && new TemplateParameters(execution).ScalingGroupId == scalingGroupId)
                        return execution;
        }

        return null;
    }
}

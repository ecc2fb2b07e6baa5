using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Watching;

/// <summary>Why an execution did not succeed: the first instance that failed, its task and its message, from the child executions.</summary>
internal static class FailureReport
{
    /// <summary>The error for an execution that ended as Failed or Cancelled.</summary>
    public static async Task<RollingUpdateException> ReadAsync(IOpenApi api, OosExecution execution, CancellationToken cancellation)
    {
        string cause;
        var touched = true;
        try
        {
            (cause, touched) = await FindCauseAsync(new OosClient(api), execution, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is AliyunApiException or RollingUpdateException)
        {
            cause = $" Which instance or task failed could not be read ({(error as AliyunApiException)?.Code ?? error.Message.TrimEnd('.')}).";
        }

        var update = EssRollingUpdate.From(execution);
        var what = update is null ? execution.ExecutionId : $"{execution.ExecutionId} ({update.Kind} {(update.Direction == UpdateDirection.Rollback ? "rollback" : "update")} of {update.ScalingGroupId})";
        var count = update is { InstancesFailed: > 0 } ? $" {update.InstancesFailed} of {update.InstancesTotal} instances failed." : "";
        return new RollingUpdateException(ErrorKind.ExecutionFailed, "ExecutionFailed", $"{what} ended as {execution.Status}.{count}{cause}", ActionFor(execution, update, touched));
    }

    // Also whether an instance was worked on at all.
    private static async Task<(string Cause, bool Touched)> FindCauseAsync(OosClient oos, OosExecution execution, CancellationToken cancellation)
    {
        var filter = new ExecutionFilter { ParentExecutionId = execution.ExecutionId, Status = OosStatus.Failed, SortField = "EndDate", SortOrder = "Ascending" };
        var children = await oos.ListExecutionsAsync(filter, 10, null, cancellation).ConfigureAwait(false);
        if (children.Items.Length > 0)
        {
            var child = children.Items[0];
            var instance = new TemplateParameters(child).Text("instanceId") ?? child.ExecutionId;
            return ($" {instance} failed{await FailedTaskAsync(oos, child, cancellation).ConfigureAwait(false)}", true);
        }

        var any = await oos.ListExecutionsAsync(new ExecutionFilter { ParentExecutionId = execution.ExecutionId }, 10, null, cancellation).ConfigureAwait(false);
        var cause = execution.Status == OosStatus.Failed ? " It failed" + await FailedTaskAsync(oos, execution, cancellation).ConfigureAwait(false)
            : execution.StatusMessage is { Length: > 0 } message ? $" {message}" : "";
        return (cause, any.Items.Length > 0);
    }

    private static async Task<string> FailedTaskAsync(OosClient oos, OosExecution execution, CancellationToken cancellation)
    {
        var tasks = await oos.ListTaskExecutions(execution.ExecutionId, OosStatus.Failed).NextAsync(cancellation).ConfigureAwait(false);
        var task = tasks is { Length: > 0 } ? $" in task {tasks[0].TaskName}" : "";
        var message = tasks is { Length: > 0 } && !string.IsNullOrEmpty(tasks[0].StatusMessage) ? tasks[0].StatusMessage : execution.StatusMessage;
        return string.IsNullOrEmpty(message) ? task + "." : $"{task}: {message!.TrimEnd('.')}.";
    }

    private static string ActionFor(OosExecution execution, EssRollingUpdate? update, bool touched) => update switch
    {
        null => $"Look into it with Get-OosTaskExecution {execution.ExecutionId}.",
        { Direction: UpdateDirection.Rollback } =>
            $"Processes may still be suspended and instances in Standby. Type the rollback again, Start-EssRollback {update.SourceExecutionId}, or put right what is left with Repair-EssScalingGroup {update.ScalingGroupId}.",
        { Kind: not RollingUpdateKind.ContainerGroup } when !touched =>
            $"No instance was worked on, but processes may still be suspended. Put right what is left with Repair-EssScalingGroup {update.ScalingGroupId}.",
        _ =>
            $"Processes may still be suspended and instances in Standby. Take the update back with Start-EssRollback {execution.ExecutionId}, or put right what is left with Repair-EssScalingGroup {update.ScalingGroupId}.",
    };
}

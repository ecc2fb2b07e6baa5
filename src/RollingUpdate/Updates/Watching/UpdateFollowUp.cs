using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Coverage;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Watching;

/// <summary>What is still to be seen to when an update or rollback has succeeded.</summary>
internal sealed class UpdateFollowUp
{
    private readonly IOpenApi _api;

    public UpdateFollowUp(IOpenApi api) => _api = api;

    /// <summary>Does it.</summary>
    /// <param name="execution">An execution that ended.</param>
    /// <param name="restoreProcesses">Whether a rollback's processes may be put right; a mere wait changes nothing.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>What the admin should know.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(OosExecution execution, bool restoreProcesses, CancellationToken cancellation)
    {
        var told = new List<string>();
        if (execution.Status != OosStatus.Success || EssRollingUpdate.From(execution) is not { } update)
            return told;
        try
        {
            if (restoreProcesses && update.Direction == UpdateDirection.Rollback)
                await RestoreProcessesAsync(update, told, cancellation).ConfigureAwait(false);
            if (await new CoverageReader(_api).DescribeGapsAsync(update, cancellation).ConfigureAwait(false) is { } gaps)
                told.Add(gaps);
        }
        catch (AliyunApiException error)
        {
            told.Add($"{execution.ExecutionId} succeeded, but whether every instance is as it should be could not be read ({error.Code}). Look with Get-EssRollingUpdateInstance {execution.ExecutionId} -Coverage");
        }

        return told;
    }

    // The template resumes what its source names: not what stayed suspended besides, and also what somebody suspended since.
    private async Task RestoreProcessesAsync(EssRollingUpdate rollback, List<string> told, CancellationToken cancellation)
    {
        var ess = new EssClient(_api);
        if (UpdateRecord.Of(rollback.Execution).SuspendedBefore is not { } before || await ess.FindScalingGroupAsync(rollback.ScalingGroupId, cancellation).ConfigureAwait(false) is not { } group)
            return;
        var source = rollback.SourceExecutionId is { } id ? await new OosClient(_api).FindExecutionAsync(id, cancellation).ConfigureAwait(false) : null;
        var suspended = source is null ? null : new TemplateParameters(source).List("enterProcess");
        var left = group.SuspendedProcesses.Intersect(suspended ?? Array.Empty<string>()).Except(before).ToList();
        if (left.Count > 0)
        {
            await ess.ResumeProcessesAsync(group.ScalingGroupId, left, cancellation).ConfigureAwait(false);
            told.Add($"{string.Join(", ", left)} had stayed suspended after {rollback.ExecutionId} and {(left.Count == 1 ? "is" : "are")} resumed.");
        }

        var lost = before.Except(group.SuspendedProcesses).ToList();
        if (lost.Count > 0)
        {
            await ess.SuspendProcessesAsync(group.ScalingGroupId, lost, cancellation).ConfigureAwait(false);
            told.Add($"{string.Join(", ", lost)} had been suspended before {rollback.ExecutionId}, which resumed {(lost.Count == 1 ? "it; it is" : "them; they are")} suspended again.");
        }
    }
}

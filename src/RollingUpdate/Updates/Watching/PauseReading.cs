using System.Linq;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates.Watching;

/// <summary>Derives why an execution waits. The values of WaitingStatus are not documented, so nothing is decided by them.</summary>
internal static class PauseReading
{
    public static PauseReason Of(OosExecution execution)
    {
        if (execution.CurrentTasks.Any(task => task.TaskAction == "ACS::Approve"))
            return PauseReason.Approval;
        var parameters = new TemplateParameters(execution);
        if (EssRollingUpdate.From(execution) is { } update)
        {
            // A failed task pauses only in this mode; otherwise it ends the execution.
            if (execution.Mode == "FailurePause" && update.InstancesFailed > (parameters.Number("maxErrors") ?? 0))
                return PauseReason.FailurePause;
            if (parameters.Text("batchPauseOption") is nameof(BatchPauseOption.FirstBatchPause) or nameof(BatchPauseOption.EveryBatchPause) && update.BatchesDone > 0)
                return PauseReason.BatchPause;
        }

        if (execution.SafetyCheck == nameof(OosSafetyCheck.ConfirmEveryHighRiskAction))
            return PauseReason.RiskConfirmation;
        return execution.Mode == "FailurePause" ? PauseReason.FailurePause : PauseReason.Unknown;
    }

    /// <summary>The reason and what to type, for an admin.</summary>
    public static string Describe(OosExecution execution, PauseReason reason)
    {
        var update = EssRollingUpdate.From(execution);
        var id = execution.ExecutionId;
        return reason switch
        {
            PauseReason.BatchPause =>
                $"{id} pauses after batch {update!.BatchesDone} of {update.BatchSizes.Count}. Go on with: Resume-OosExecution {id}",
            PauseReason.FailurePause =>
                $"{id} pauses because {(update is null ? "a task" : $"{update.InstancesFailed} of {update.InstancesTotal} instances")} failed. Resume-OosExecution {id} -Action Retry or Skip{(update is not null && UpdatableInstances.GoesToStandby(update.Kind) ? " (a skipped instance stays in Standby)" : "")}, or take it back: Start-EssRollback {id}",
            PauseReason.Approval =>
                $"{id} waits for an approval. Resume-OosExecution {id}, or Stop-OosExecution {id} -Reject",
            PauseReason.RiskConfirmation =>
                $"{id} waits for a yes to an action of high risk. Resume-OosExecution {id}, or Stop-OosExecution {id} -Reject",
            _ =>
                $"{id} waits; the service says: {execution.StatusMessage ?? execution.WaitingStatus ?? "nothing"}. Look with Get-OosTaskExecution {id}; go on with Resume-OosExecution {id}",
        };
    }
}

using System;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Cancels executions, or rejects what they ask an approval for.</summary>
/// <remarks>
/// What a rolling update suspended or put in Standby stays so when it is cancelled; a warning says it. Start-EssRollback takes the update
/// back, Repair-EssScalingGroup only puts right what was left.
/// </remarks>
/// <example>
/// <para>Cancel an update</para>
/// <code>Stop-OosExecution exec-40e2e17ef7e04</code>
/// </example>
/// <example>
/// <para>Cancel what runs, and take back what it did</para>
/// <code>Get-OosExecution exec-40e2e17ef7e04 | Stop-OosExecution -PassThru | Start-EssRollback -Wait</code>
/// <para>Start-EssRollback alone would do: it cancels what still runs.</para>
/// </example>
/// <example>
/// <para>Cancel it and leave the instances as they are</para>
/// <code>
/// Stop-OosExecution exec-5ad2c7d9e1f04b2
/// Repair-EssScalingGroup asg-bp18p2yfxow2dloq
/// </code>
/// <para>Repair resumes what the update had suspended.</para>
/// </example>
/// <seealso cref="Ess.StartEssRollbackCommand"/>
/// <seealso cref="Ess.RepairEssScalingGroupCommand"/>
/// <seealso cref="ResumeOosExecutionCommand"/>
/// <seealso cref="GetOosExecutionCommand"/>
[Cmdlet(VerbsLifecycle.Stop, "OosExecution", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OosExecution))]
public sealed class StopOosExecutionCommand : AliyunCommand
{
    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(RunningExecutionIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Says no to what a waiting execution asks an approval for, instead of cancelling it.</summary>
    [Parameter]
    public SwitchParameter Reject { get; set; }

    /// <summary>Gives each execution as it is after that.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
            TryFor(id, () => Stop(id));
    }

    private void Stop(string id)
    {
        Ids.CheckExecution(id);
        var oos = new OosClient(Api);
        var execution = Await(cancellation => oos.FindExecutionAsync(id, cancellation)) ?? throw ExecutionNotFound.For(id, Api.RegionId);
        if (execution.IsTerminal)
        {
            WriteWarning($"{id} has ended already: it is {execution.Status}.");
        }
        else if (Reject)
        {
            execution = RejectPause(oos, execution) ?? execution;
        }
        else if (ShouldProcess(EssRollingUpdate.LabelOf(execution), $"Cancel ({execution.Status})"))
        {
            execution = Await(cancellation => new ExecutionCanceller(Api).CancelAsync(id, cancellation));
            TellWhatIsLeft(execution);
        }

        if (PassThru)
            WriteObject(execution);
    }

    private OosExecution? RejectPause(OosClient oos, OosExecution execution)
    {
        var id = execution.ExecutionId;
        if (execution.Status != OosStatus.Waiting)
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "ExecutionNotWaiting", $"{id} does not wait for an approval: it is {execution.Status}.",
                $"Cancel it with Stop-OosExecution {id}.");
        }

        if (!ShouldProcess(EssRollingUpdate.LabelOf(execution), "Reject"))
            return null;
        Await(cancellation => oos.NotifyExecutionAsync(id, "Reject", null, null, cancellation));
        return Await(cancellation => oos.FindExecutionAsync(id, cancellation));
    }

    private void TellWhatIsLeft(OosExecution execution)
    {
        if (EssRollingUpdate.From(execution) is { } update && execution.Status != OosStatus.Success)
        {
            var standby = UpdatableInstances.GoesToStandby(update.Kind) ? ", and instances it was working on stay in Standby" : "";
            var way = update.Direction == UpdateDirection.Invoke ? $"Take it back with Start-EssRollback {execution.ExecutionId}" : $"Type the rollback again, Start-EssRollback {update.SourceExecutionId}";
            WriteWarning($"The processes that {execution.ExecutionId} suspended stay suspended{standby}. {way}, or only put right what is left: Repair-EssScalingGroup {update.ScalingGroupId}");
        }
    }
}

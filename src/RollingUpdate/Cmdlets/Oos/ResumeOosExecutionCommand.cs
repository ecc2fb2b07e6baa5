using System;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Lets paused executions go on: with the next batch, or by retrying or skipping what failed.</summary>
/// <remarks>
/// <para>
/// An execution waits between batches (-BatchPauseOption), because an instance failed (-FailureAction Pause), or because an approval is
/// asked for, as of an action of high risk. The warning of a wait says which it is. Approve answers the first and the last, Retry and Skip
/// the second; an answer that does not fit is an error and sends nothing.
/// </para>
/// <para>
/// It is safe to repeat: whether the pause was left already is read before anything is sent again.
/// </para>
/// </remarks>
/// <example>
/// <para>Begin with the next batch</para>
/// <code>Resume-OosExecution exec-5ad2c7d9e1f04b2</code>
/// </example>
/// <example>
/// <para>Try once more what failed</para>
/// <code>Resume-OosExecution exec-6e0f31d8c4b94a7 -Action Retry</code>
/// </example>
/// <example>
/// <para>Go on without the instance that failed, and say who decided</para>
/// <code>Resume-OosExecution exec-6e0f31d8c4b94a7 -Action Skip -Note "CHG-17: that instance is replaced today" -PassThru</code>
/// </example>
/// <seealso cref="WaitOosExecutionCommand"/>
/// <seealso cref="StopOosExecutionCommand"/>
/// <seealso cref="Ess.StartEssRollbackCommand"/>
/// <seealso cref="Ess.GetEssRollingUpdateInstanceCommand"/>
[Cmdlet(VerbsLifecycle.Resume, "OosExecution", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OosExecution))]
public sealed class ResumeOosExecutionCommand : AliyunCommand
{
    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(RunningExecutionIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Approve (the default) goes on after a batch or an approval; Retry tries what failed once more; Skip goes on without it.</summary>
    [Parameter]
    public ResumeAction Action { get; set; }

    /// <summary>Free text that is kept with the decision.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Note { get; set; }

    /// <summary>Gives each execution as it is after that.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
            TryFor(id, () => Resume(id));
    }

    private void Resume(string id)
    {
        Ids.CheckExecution(id);
        var resumer = new ExecutionResumer(Api);
        var paused = Await(cancellation => resumer.CheckAsync(id, Action, cancellation));
        if (!ShouldProcess(EssRollingUpdate.LabelOf(paused), Action.ToString()))
            return;
        if (!Await(cancellation => resumer.ResumeAsync(paused, Action, Note, cancellation)))
            WriteWarning($"{id} had left that pause already; nothing was sent.");
        if (PassThru && Await(cancellation => new OosClient(Api).FindExecutionAsync(id, cancellation)) is { } now)
            WriteObject(now);
    }
}

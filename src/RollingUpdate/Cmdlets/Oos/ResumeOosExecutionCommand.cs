using System;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Lets paused executions go on: with the next batch, or by retrying or skipping what failed.</summary>
/// <example><code>Resume-OosExecution exec-40e2e17ef7e04</code></example>
/// <example><code>Get-OosExecution -Status Waiting | Resume-OosExecution -Action Retry</code></example>
[Cmdlet(VerbsLifecycle.Resume, "OosExecution", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OosExecution))]
public sealed class ResumeOosExecutionCommand : AliyunCommand
{
    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
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
        if (!ShouldProcess(id, Action.ToString()))
            return;
        if (!Await(cancellation => resumer.ResumeAsync(paused, Action, Note, cancellation)))
            WriteWarning($"{id} had left that pause already; nothing was sent.");
        if (PassThru && Await(cancellation => new OosClient(Api).FindExecutionAsync(id, cancellation)) is { } now)
            WriteObject(now);
    }
}

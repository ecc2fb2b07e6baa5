using System;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Waiting;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>
/// Waits until executions have ended, shows their progress, and gives each as it ends. One that ended as Failed or Cancelled is given
/// too, and is an error as well. Ctrl+C ends the wait, not the executions.
/// </summary>
/// <example><code>Get-OosExecution -Status Running | Wait-OosExecution -Timeout 01:00:00</code></example>
[Cmdlet(VerbsLifecycle.Wait, "OosExecution")]
[OutputType(typeof(OosExecution), typeof(Job))]
public sealed class WaitOosExecutionCommand : WaitingCommand
{
    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>What ends the wait: Ended (the default), or Waiting, which lets a pause end it too.</summary>
    [Parameter]
    public WaitUntil Until { get; set; }

    private protected override WaitUntil WaitsUntil => Until;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
        {
            TryFor(id, () =>
            {
                CheckWaitArguments();
                Ids.CheckExecution(id);
                if (AsJob)
                    KeepForJob(nameof(ExecutionId), id);
                else
                    Remember(id);
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        StartKeptJob(nameof(ExecutionId));
        WaitForRemembered();
    }
}

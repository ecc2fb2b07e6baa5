using System;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Cmdlets.Waiting;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Waits until executions have ended, shows their progress, and gives each as it ends.</summary>
/// <remarks>
/// <para>
/// An execution that ended as Failed or Cancelled is given too, and is an error as well, with the task and instance that failed in its
/// words. A pause is told with its reason and what to type, and the wait goes on; -Until Waiting lets it end the wait.
/// </para>
/// <para>
/// Ctrl+C and -Timeout end the wait and not the executions. A poll that fails is not an update that failed: it is tried again for a while.
/// Several executions are waited for at once, with few calls.
/// </para>
/// </remarks>
/// <example>
/// <para>Wait for an update</para>
/// <code>Wait-OosExecution exec-40e2e17ef7e04</code>
/// </example>
/// <example>
/// <para>Wait for all that run, an hour at most</para>
/// <code>Get-OosExecution -Status Running | Wait-OosExecution -Timeout 01:00:00</code>
/// </example>
/// <example>
/// <para>Start several, then wait for all</para>
/// <code>
/// $updates = Get-EssScalingGroup web* | Start-EssRollingUpdate -Script 'echo hello'
/// $updates | Wait-OosExecution
/// </code>
/// </example>
/// <example>
/// <para>Wait until it pauses</para>
/// <code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting</code>
/// </example>
/// <seealso cref="Ess.StartEssRollingUpdateCommand"/>
/// <seealso cref="ResumeOosExecutionCommand"/>
/// <seealso cref="StopOosExecutionCommand"/>
/// <seealso cref="GetOosExecutionLogCommand"/>
[Cmdlet(VerbsLifecycle.Wait, "OosExecution")]
[OutputType(typeof(OosExecution), typeof(Job))]
public sealed class WaitOosExecutionCommand : WaitingCommand
{
    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(RunningExecutionIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
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
                CheckWaitArguments(waits: true);
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

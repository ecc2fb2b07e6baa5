using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Gets the task runs of executions: where one stands, and which task failed with what message.</summary>
/// <remarks>
/// A rolling update has a few tasks (getInstance, suspendProcess, the loop over the instances, tagInstance, resumeProcess); the items of
/// its loop are listed with -IncludeLoopItem.
/// </remarks>
/// <example>
/// <para>Where does it stand?</para>
/// <code>Get-OosTaskExecution exec-40e2e17ef7e04</code>
/// </example>
/// <example>
/// <para>Which task failed?</para>
/// <code>Get-OosTaskExecution exec-9b1c4e70ad2f4c8 -Status Failed -IncludeLoopItem</code>
/// </example>
/// <seealso cref="GetOosExecutionCommand"/>
/// <seealso cref="GetOosExecutionLogCommand"/>
/// <seealso cref="Ess.GetEssRollingUpdateInstanceCommand"/>
[Cmdlet(VerbsCommon.Get, "OosTaskExecution")]
[OutputType(typeof(OosTaskExecution))]
public sealed class GetOosTaskExecutionCommand : AliyunCommand
{
    // Once for all records: a name that is no pattern is one error.
    private List<WildcardPattern>? _patterns;

    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ExecutionIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Names of tasks, with wildcards.</summary>
    [Parameter(Position = 1)]
    [Alias("TaskName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = { "*" };

    /// <summary>Only with this status.</summary>
    [Parameter]
    [ValidateSet("Running", "Started", "Success", "Failed", "Waiting", "Cancelled", "Pending", "Skipped")]
    public string? Status { get; set; }

    /// <summary>Lists the items of loops too: of a rolling update, one for each instance.</summary>
    [Parameter]
    public SwitchParameter IncludeLoopItem { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = _patterns ??= Patterns(Name);
        if (patterns.Count == 0)
            return;
        foreach (var id in ExecutionId)
        {
            TryFor(id, () =>
            {
                Ids.CheckExecution(id);
                var pages = new OosClient(Api).ListTaskExecutions(id, Status, IncludeLoopItem);
                while (Await(pages.NextAsync) is { } tasks)
                    foreach (var task in tasks.Where(task => patterns.Exists(pattern => pattern.IsMatch(task.TaskName))))
                        WriteObject(task);
            });
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Deletes executions, up to a hundred in a call.</summary>
/// <remarks>
/// Deleting is for good: the records of a rolling update that is deleted are lost, and it cannot be rolled back any more. Executions that
/// have not ended are refused by the service unless -IncludeRunning is given.
/// </remarks>
/// <example>
/// <para>Delete one</para>
/// <code>Remove-OosExecution exec-83dba59be77d430</code>
/// </example>
/// <example>
/// <para>Which would go?</para>
/// <code>Get-OosExecution -EndDateBefore ([datetime]::Today.AddDays(-180)) | Remove-OosExecution -WhatIf</code>
/// </example>
/// <seealso cref="GetOosExecutionCommand"/>
/// <seealso cref="StopOosExecutionCommand"/>
[Cmdlet(VerbsCommon.Remove, "OosExecution", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveOosExecutionCommand : AliyunCommand
{
    private readonly List<string> _ids = new();
    private IOpenApi? _connection;

    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ExecutionIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Deletes executions that have not ended, too; the service refuses those otherwise.</summary>
    [Parameter]
    public SwitchParameter IncludeRunning { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
        {
            TryFor(id, () =>
            {
                Ids.CheckExecution(id);
                if (!ReferenceEquals(_connection, Api) || _ids.Count == OosClient.MostDeleted)
                    Flush();
                _connection = Api;
                var execution = Await(cancellation => new OosClient(Api).FindExecutionAsync(id, cancellation));
                // The service takes an id that is gone already.
                if (ShouldProcess(execution is null ? id : EssRollingUpdate.LabelOf(execution), "Delete"))
                    _ids.Add(id);
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Flush();

    private void Flush()
    {
        if (_ids.Count == 0)
            return;
        var ids = _ids.Distinct().ToArray();
        _ids.Clear();
        TryFor(ids, () => Await(cancellation => new OosClient(_connection!).DeleteExecutionsAsync(ids, IncludeRunning, cancellation)));
    }
}

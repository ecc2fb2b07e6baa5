using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Deletes executions, a hundred in a call. A rolling update that is deleted cannot be rolled back any more.</summary>
/// <example><code>Get-OosExecution -EndDateBefore 2026-01-01 | Remove-OosExecution</code></example>
[Cmdlet(VerbsCommon.Remove, "OosExecution", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveOosExecutionCommand : AliyunCommand
{
    private readonly List<string> _ids = new();
    private IOpenApi? _connection;

    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
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
                if (ShouldProcess(id, "Delete"))
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

using System;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Coverage;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Gets what updates did to each instance: batch, status, times, output or error.</summary>
/// <example><code>Get-EssRollingUpdateInstance exec-40e2e17ef7e04 -Coverage | Where-Object Coverage -ne Covered</code></example>
/// <example><code>Get-EssRollingUpdateInstance exec-40e2e17ef7e04 | Where-Object Status -ne Success</code></example>
[Cmdlet(VerbsCommon.Get, "EssRollingUpdateInstance")]
[OutputType(typeof(EssInstanceUpdate))]
public sealed class GetEssRollingUpdateInstanceCommand : AliyunCommand
{
    /// <summary>Ids of updates or rollbacks, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Holds the instances against what they are now, and adds those of the group that the update did not work on: Coverage tells.</summary>
    [Parameter]
    public SwitchParameter Coverage { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
            TryFor(id, () => Write(id));
    }

    private void Write(string id)
    {
        Ids.CheckExecution(id);
        var execution = Await(cancellation => new OosClient(Api).FindExecutionAsync(id, cancellation)) ?? throw ExecutionNotFound.For(id, Api.RegionId);
        var update = EssRollingUpdate.From(execution) ?? throw NotARollingUpdate.For(execution);
        foreach (var instance in Await(cancellation => Coverage ? new CoverageReader(Api).ReadAsync(update, cancellation) : new InstanceUpdates(Api).ReadAsync(update, cancellation)))
            WriteObject(instance);
    }
}

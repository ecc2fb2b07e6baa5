using System;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Coverage;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Gets what updates did to each instance: batch, status, times, output or error.</summary>
/// <remarks>
/// <para>
/// Each instance is updated by a child execution of its own. This reads the children and puts their batch, outcome and output in one row.
/// An instance that the update never came to is listed as NotStarted.
/// </para>
/// <para>
/// With -Coverage each instance of the group is held against what it is now: Covered where it has what the update gives, and in other words
/// where it has not, with the reason in CoverageDetail. Instances that were added during the update, or that failed and were skipped, show
/// up there although the execution succeeded.
/// </para>
/// </remarks>
/// <example>
/// <para>What came out, instance by instance</para>
/// <code>Get-EssRollingUpdateInstance exec-83dba59be77d430</code>
/// </example>
/// <example>
/// <para>Which instances failed, and why</para>
/// <code>Get-EssRollingUpdateInstance exec-9b1c4e70ad2f4c8 | Where-Object Status -ne Success | ForEach-Object Error</code>
/// </example>
/// <example>
/// <para>Is every instance of the group as it should be?</para>
/// <code>Get-EssRollingUpdateInstance exec-83dba59be77d430 -Coverage | Where-Object Coverage -ne Covered</code>
/// <para>Nothing is the answer you want.</para>
/// </example>
/// <seealso cref="GetEssRollingUpdateCommand"/>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso cref="GetEssScalingInstanceCommand"/>
/// <seealso cref="RepairEssScalingGroupCommand"/>
[Cmdlet(VerbsCommon.Get, "EssRollingUpdateInstance")]
[OutputType(typeof(EssInstanceUpdate))]
public sealed class GetEssRollingUpdateInstanceCommand : AliyunCommand
{
    /// <summary>Ids of updates or rollbacks, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(RollingUpdateIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
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

using System;
using System.Collections.Generic;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Repair;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Gets the updates and rollbacks of scaling groups, newest first, as what they are.</summary>
/// <remarks>
/// <para>
/// An OOS execution tells its parameters as one JSON text. Here it is read: kind, direction, batches, how many instances succeeded, failed
/// and remain, which update a rollback took back, and whether something was left that Repair-EssScalingGroup can put right (NeedsRepair).
/// </para>
/// <para>
/// The objects bind by name to Start-EssRollback, Wait-OosExecution, Resume-OosExecution, Stop-OosExecution and
/// Get-EssRollingUpdateInstance. Pages are read as they are needed: with -Last no more than that.
/// </para>
/// </remarks>
/// <example>
/// <para>The history of a group</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -Wait
/// Get-EssRollingUpdate asg-bp18p2yfxow2dloq
/// </code>
/// </example>
/// <example>
/// <para>Take back the latest update</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -RollbackScript 'echo undone' -Wait
/// Get-EssRollingUpdate asg-bp18p2yfxow2dloq -Direction Invoke -Last 1 | Start-EssRollback -Wait
/// </code>
/// </example>
/// <example>
/// <para>What one update did</para>
/// <code>(Get-EssRollingUpdate -ExecutionId exec-83dba59be77d430).Execution.Parameters</code>
/// <para>Execution is the OOS execution with all its details.</para>
/// </example>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso cref="StartEssRollbackCommand"/>
/// <seealso cref="GetEssRollingUpdateInstanceCommand"/>
/// <seealso cref="Oos.GetOosExecutionCommand"/>
[Cmdlet(VerbsCommon.Get, "EssRollingUpdate")]
[OutputType(typeof(EssRollingUpdate))]
public sealed class GetEssRollingUpdateCommand : AliyunCommand
{
    private readonly Dictionary<string, ISet<string>> _leavers = new();

    /// <summary>Ids of scaling groups, <c>asg-…</c>; without it, all updates of the region.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ScalingGroupIdCompleter))]
    [PipelineId(nameof(ScalingGroupId), nameof(ExecutionId))]
    public string[]? ScalingGroupId { get; set; }

    /// <summary>Ids of executions, <c>exec-…</c>; an execution that is piped in is read by its id, also where it names its group.</summary>
    // Of the same set as the group: of another one, the engine would leave it unbound, since an execution's profile and region bind already.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RollingUpdateIdCompleter))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Only the newest so many, of each group.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Only of this kind.</summary>
    [Parameter]
    public RollingUpdateKind? Kind { get; set; }

    /// <summary>Only updates (Invoke) or only rollbacks (Rollback).</summary>
    [Parameter]
    public UpdateDirection? Direction { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var chooses = Last is not null || Kind is not null || Direction is not null;
        if (ExecutionId.Length > 0 && !(chooses && ScalingGroupId is not null))
        {
            foreach (var id in ExecutionId)
                TryFor(id, () => WriteById(id, chooses));
        }
        else if (!MyInvocation.BoundParameters.ContainsKey(nameof(ScalingGroupId)))
        {
            TryFor(null, () => WriteHistory(null));
        }
        else
        {
            // A variable that turns out to be empty stands for a group that is not known, not for all of them.
            foreach (var id in ScalingGroupId ?? new[] { "" })
            {
                TryFor(id, () =>
                {
                    Ids.CheckScalingGroup(id);
                    WriteHistory(id);
                });
            }
        }
    }

    private void WriteById(string id, bool chooses)
    {
        if (chooses)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "ExecutionIdWithFilter", $"{id} is one execution, and -Last, -Kind and -Direction choose from many.",
                "Leave them out, or give -ScalingGroupId instead.");
        }

        Ids.CheckExecution(id);
        var execution = Await(cancellation => new OosClient(Api).FindExecutionAsync(id, cancellation)) ?? throw ExecutionNotFound.For(id, Api.RegionId);
        Write(EssRollingUpdate.From(execution) ?? throw NotARollingUpdate.For(execution));
    }

    private void WriteHistory(string? groupId)
    {
        var filter = new ExecutionFilter { TemplateName = Kind is { } kind ? UpdateTemplate.NameOf(kind) : UpdateTemplate.CommonPart, Depth = "RootDepth" };
        var pages = new OosClient(Api).ListExecutions(filter);
        var left = Last ?? int.MaxValue;
        while (left > 0 && Await(pages.NextAsync) is { } executions)
        {
            foreach (var execution in executions)
            {
                if (EssRollingUpdate.From(execution) is not { } update || (groupId is not null && update.ScalingGroupId != groupId) || (Direction ?? update.Direction) != update.Direction)
                    continue;
                Write(update);
                if (--left == 0)
                    break;
            }
        }
    }

    private void Write(EssRollingUpdate update)
    {
        try
        {
            Await(cancellation => new RepairNeed(Api, _leavers).FillAsync(update, cancellation));
        }
        catch (AliyunApiException error)
        {
            // The update itself was read; only whether it left something is not known.
            WriteWarning($"Whether {update.ExecutionId} left something to repair could not be read ({error.Code}).");
        }

        WriteObject(update);
    }
}

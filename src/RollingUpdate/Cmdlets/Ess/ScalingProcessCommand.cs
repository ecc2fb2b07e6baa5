using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Ess;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>What suspending and resuming the processes of scaling groups share.</summary>
public abstract class ScalingProcessCommand : AliyunCommand
{
    /// <summary>Ids of scaling groups, <c>asg-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [PipelineId(nameof(ScalingGroupId))]
    [ArgumentCompleter(typeof(ScalingGroupIdCompleter))]
    public string[] ScalingGroupId { get; set; } = Array.Empty<string>();

    /// <summary>The processes: ScaleIn, ScaleOut, HealthCheck, AlarmNotification, ScheduledAction. Without it: all five.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public ScalingProcess[] Process { get; set; } = (ScalingProcess[])Enum.GetValues(typeof(ScalingProcess));

    /// <summary>Gives the group as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ScalingGroupId)
            TryFor(id, () => ProcessGroup(id));
    }

    /// <summary>Which of the processes are to be changed, as the group is now.</summary>
    private protected abstract IEnumerable<string> ToChange(EssScalingGroup group, IEnumerable<string> processes);

    /// <summary>Asks and does it.</summary>
    /// <returns>Whether it was done.</returns>
    private protected abstract bool Change(EssScalingGroup group, IReadOnlyList<string> processes);

    /// <summary>What the processes are that need no change.</summary>
    private protected abstract string Already { get; }

    private void ProcessGroup(string id)
    {
        Ids.CheckScalingGroup(id);
        var ess = new EssClient(Api);
        var group = Await(cancellation => ess.FindScalingGroupAsync(id, cancellation)) ?? throw ScalingGroupNotFound.For(id, Api.RegionId);
        var asked = Process.Distinct().Select(process => process.ToString()).ToList();
        var change = ToChange(group, asked).ToList();
        if (asked.Except(change).ToList() is { Count: > 0 } same)
            WriteVerbose($"{group.Label}: {string.Join(", ", same)} {(same.Count == 1 ? "is" : "are")} {Already}.");
        if (change.Count > 0)
        {
            if (!Change(group, change))
                return;
            if (PassThru)
                group = Await(cancellation => ess.FindScalingGroupAsync(id, cancellation)) ?? throw ScalingGroupNotFound.For(id, Api.RegionId);
        }

        if (PassThru)
            WriteObject(group);
    }
}

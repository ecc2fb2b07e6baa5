using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Ess;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Resumes suspended processes of scaling groups.</summary>
/// <remarks>
/// <para>
/// What a failed update left suspended is better put right by Repair-EssScalingGroup, which sees to the instances first: a health check
/// that is resumed replaces what is not in service. While an update works on the group, resuming is warned of.
/// </para>
/// </remarks>
/// <example>
/// <para>Resume whatever is suspended</para>
/// <code>Resume-EssProcess asg-bp18p2yfxow2dloq</code>
/// </example>
/// <example>
/// <para>Resume one process of some groups, and see them afterwards</para>
/// <code>Get-EssScalingGroup web* | Resume-EssProcess -Process ScaleIn -PassThru</code>
/// </example>
/// <seealso cref="SuspendEssProcessCommand"/>
/// <seealso cref="RepairEssScalingGroupCommand"/>
/// <seealso cref="GetEssScalingGroupCommand"/>
[Cmdlet(VerbsLifecycle.Resume, "EssProcess", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(EssScalingGroup))]
public sealed class ResumeEssProcessCommand : ScalingProcessCommand
{
    private protected override string Already => "not suspended";

    private protected override IEnumerable<string> ToChange(EssScalingGroup group, IEnumerable<string> processes) => processes.Intersect(group.SuspendedProcesses);

    private protected override bool Change(EssScalingGroup group, IReadOnlyList<string> processes)
    {
        var running = Await(cancellation => new RunningUpdates(Api).FindAsync(group.ScalingGroupId, cancellation));
        if (running.Count > 0)
            WriteWarning($"{running[0].ExecutionId} is {running[0].Status} and works on {group.Label}: with its processes resumed, Auto Scaling may add, remove or replace instances beneath it.");
        if (!ShouldProcess(group.Label, $"Resume {string.Join(", ", processes)}"))
            return false;
        Await(cancellation => new EssClient(Api).ResumeProcessesAsync(group.ScalingGroupId, processes, cancellation));
        return true;
    }
}

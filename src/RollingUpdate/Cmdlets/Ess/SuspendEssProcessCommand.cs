using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Ess;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Suspends processes of scaling groups.</summary>
/// <remarks>
/// <para>
/// What is suspended does not happen until it is resumed. A rolling update suspends and resumes by itself, and leaves suspended what was
/// suspended before it. A process that is suspended already is no error; -Verbose tells of it.
/// </para>
/// </remarks>
/// <example>
/// <para>Keep a group from removing instances and from scaling on a schedule</para>
/// <code>Suspend-EssProcess asg-bp18p2yfxow2dloq ScaleIn, ScheduledAction</code>
/// </example>
/// <example>
/// <para>Suspend all processes of some groups, and see them afterwards</para>
/// <code>Get-EssScalingGroup web* | Suspend-EssProcess -PassThru</code>
/// </example>
/// <seealso cref="ResumeEssProcessCommand"/>
/// <seealso cref="GetEssScalingGroupCommand"/>
/// <seealso cref="StartEssRollingUpdateCommand"/>
[Cmdlet(VerbsLifecycle.Suspend, "EssProcess", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(EssScalingGroup))]
public sealed class SuspendEssProcessCommand : ScalingProcessCommand
{
    private protected override string Already => "suspended already";

    private protected override IEnumerable<string> ToChange(EssScalingGroup group, IEnumerable<string> processes) => processes.Except(group.SuspendedProcesses);

    private protected override bool Change(EssScalingGroup group, IReadOnlyList<string> processes)
    {
        if (!ShouldProcess(group.Label, $"Suspend {string.Join(", ", processes)}"))
            return false;
        Await(cancellation => new EssClient(Api).SuspendProcessesAsync(group.ScalingGroupId, processes, cancellation));
        return true;
    }
}

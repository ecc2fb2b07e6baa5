using System;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Repair;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Puts right what failed or cancelled updates left of scaling groups.</summary>
/// <remarks>
/// <para>
/// An update that does not come to its end leaves what it was working with: instances in Standby, protection from scaling in that was taken
/// away, a scaling configuration that names an image the instances do not have, processes that are still suspended. This finds it in the
/// records of the updates, says what it would do, and does it step by step; each step is asked for.
/// </para>
/// <para>
/// What was so before the update stays so: an instance that somebody put in Standby, a process that somebody suspended. Where only you can
/// know what is meant, the step is an error that says what to type. It can be run again at any time, and finds nothing when all is well.
/// </para>
/// </remarks>
/// <example>
/// <para>What was left?</para>
/// <code>Repair-EssScalingGroup asg-bp18p2yfxow2dloq -WhatIf</code>
/// </example>
/// <example>
/// <para>Put it right</para>
/// <code>
/// $failed = Get-EssRollingUpdate -ExecutionId exec-9b1c4e70ad2f4c8
/// $failed | Repair-EssScalingGroup
/// </code>
/// <para>With -Confirm:$false nothing is asked, for scripts.</para>
/// </example>
/// <example>
/// <para>Look at all groups</para>
/// <code>Get-EssScalingGroup | Repair-EssScalingGroup -WhatIf</code>
/// </example>
/// <seealso cref="StartEssRollbackCommand"/>
/// <seealso cref="GetEssRollingUpdateCommand"/>
/// <seealso cref="Oos.StopOosExecutionCommand"/>
/// <seealso href="about_RollingUpdate_Rollback"/>
[Cmdlet(VerbsDiagnostic.Repair, "EssScalingGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(EssRepairStep))]
public sealed class RepairEssScalingGroupCommand : AliyunCommand
{
    /// <summary>Ids of scaling groups, <c>asg-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ScalingGroupIdCompleter))]
    [PipelineId(nameof(ScalingGroupId))]
    public string[] ScalingGroupId { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ScalingGroupId)
            TryFor(id, () => Repair(id));
    }

    private void Repair(string id)
    {
        var repairer = new GroupRepairer(Api);
        var (steps, warning) = Await(cancellation => repairer.FindAsync(id, cancellation));
        if (warning is not null)
            WriteWarning(warning);
        if (steps.Count == 0)
            WriteVerbose($"{id}: updates left nothing to put right.");
        foreach (var step in steps)
            Repair(repairer, step);
        foreach (var left in steps.GroupBy(step => step.ExecutionId).Where(left => left.All(step => step.Status == RepairStatus.Done)))
            Record(repairer, left.Key);
    }

    private void Record(GroupRepairer repairer, string executionId)
    {
        try
        {
            Await(async cancellation =>
            {
                await repairer.RecordAsync(executionId, cancellation).ConfigureAwait(false);
                return true;
            });
        }
        catch (AliyunApiException error)
        {
            WriteWarning($"The repair is done, but could not be recorded with {executionId} ({error.Code}). Later updates may take what you suspend or put into Standby yourself for its leftovers. Grant oos:UpdateExecution to have it recorded.");
        }
    }

    private void Repair(GroupRepairer repairer, EssRepairStep step)
    {
        // A step that needs a decision is an error that says what to type; nothing is changed by it.
        if (step.Action != RepairAction.Decide && !ShouldProcess($"{Doing(step)}: {step.Description}", $"{Doing(step)}?", step.Description))
            return;
        step.Status = RepairStatus.Failed;
        if (TryFor(step, () => Await(cancellation => repairer.RepairAsync(step, cancellation))))
            step.Status = RepairStatus.Done;
        WriteObject(step);
    }

    private static string Doing(EssRepairStep step) => step.Action switch
    {
        RepairAction.ExitStandby => $"Put {step.InstanceId} back into service",
        RepairAction.ProtectInstance => $"Protect {step.InstanceId} from scaling in again",
        RepairAction.ModifyScalingConfiguration => $"Give {step.ScalingConfigurationId} image {step.ImageId}",
        _ => $"Resume {string.Join(", ", step.Processes)}",
    };
}

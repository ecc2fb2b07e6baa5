using System;
using System.Management.Automation;
using RollingUpdate.Updates.Repair;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>
/// Puts right what failed or cancelled updates left of scaling groups: instances in Standby, lost protection, a scaling configuration
/// whose image does not fit, processes that are still suspended. Each step is asked for, and it can be run again at any time.
/// </summary>
/// <example><code>Repair-EssScalingGroup asg-bp18p2yfxow2dloq -WhatIf</code></example>
[Cmdlet(VerbsDiagnostic.Repair, "EssScalingGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(EssRepairStep))]
public sealed class RepairEssScalingGroupCommand : AliyunCommand
{
    /// <summary>Ids of scaling groups, <c>asg-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
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
        var steps = Await(cancellation => repairer.FindAsync(id, cancellation));
        if (steps.Count == 0)
            WriteVerbose($"{id}: updates left nothing to put right.");
        foreach (var step in steps)
            Repair(repairer, step);
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

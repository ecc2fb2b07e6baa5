using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Waiting;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Updates the instances of scaling groups batch by batch: to another image, by a script, or with a software package.</summary>
/// <example><code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -BatchNumber 2</code></example>
/// <example><code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script "df -h`nifconfig" -RollbackScript "df -h`nifconfig" -BatchNumber 2</code></example>
/// <example><code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -PackageName wordpress -PackageVersion v4 -BatchNumber 2</code></example>
[Cmdlet(VerbsLifecycle.Start, "EssRollingUpdate", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OosExecution), typeof(Job))]
public sealed class StartEssRollingUpdateCommand : UpdateArgumentsCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        StartKeptJob(nameof(ScalingGroupId), (nameof(Wait), true), ("Confirm", false));
        WaitForRemembered();
    }

    private protected override SupervisionOptions Supervision => new()
    {
        FailureAction = FailureAction,
        Gate = Gate is null ? null : new BatchGate(new ScriptGate(Gate, Pump).AskAsync) { BakeTime = BakeTime, Timeout = GateTimeout },
    };

    private protected override void Process(string scalingGroupId)
    {
        CheckWaitArguments();
        var starter = new UpdateStarter(Api);
        // A payload is completed from one group's own configuration, so each group gets its own.
        var payload = ReadPayload();
        var settings = ReadSettings();
        if (ClientToken is not null && Await(cancellation => starter.FindStartedAsync(scalingGroupId, payload.Kind, ClientToken, cancellation)) is { } already)
        {
            WriteWarning($"-ClientToken {ClientToken} has started {already.ExecutionId} already; it is not started again.");
            Emit(already, Waits);
            return;
        }

        var prepared = Await(cancellation => starter.PrepareAsync(scalingGroupId, payload, settings, cancellation));
        prepared.Plan.Require(Force);
        foreach (var check in prepared.Plan.Checks.Where(check => check.Status != PlanCheckStatus.Passed))
            WriteWarning($"{check.Detail} {check.RecommendedAction}");
        var description = prepared.Plan.Describe();
        if (!ShouldProcess(description, description + "?", "Start-EssRollingUpdate"))
            return;
        if (AsJob)
        {
            KeepForJob(nameof(ScalingGroupId), scalingGroupId);
            return;
        }

        try
        {
            Emit(Await(cancellation => starter.StartAsync(prepared, cancellation)), Waits);
        }
        finally
        {
            prepared.Warnings.ForEach(WriteWarning);
        }
    }

    private bool Waits => Wait || Gate is not null || FailureAction == UpdateFailureAction.Rollback;
}

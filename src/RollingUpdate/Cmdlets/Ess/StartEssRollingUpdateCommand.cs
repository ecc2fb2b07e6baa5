using System;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Waiting;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Updates the instances of scaling groups batch by batch.</summary>
/// <remarks>
/// <para>
/// What the instances get is chosen by the parameter: -ImageId makes their system disks anew from another image, -Script runs commands on
/// them, -PackageName installs or removes an OOS package, -SourceUri and -BucketName bring a file, -Container changes the containers of a
/// group of container groups (ECI). The work is done in the cloud, by OOS and its public template for that kind of update; it goes on when
/// PowerShell ends.
/// </para>
/// <para>
/// While a file is brought, the instances stay in service. Its template also keeps a lifecycle hook in the group, which brings the file to
/// instances that are scaled out later; paths and script have to fit into it: one line, without double quotes and backslashes.
/// </para>
/// <para>
/// First everything is checked that can be known: the group, its instances, the image or package, an update that runs already, what an
/// earlier one left. A failed check stops the start and says what to do; -WhatIf shows the plan with its batches, and
/// Get-EssRollingUpdatePlan gives it as an object. Then the processes of the group are suspended, the instances are updated one batch after
/// the other, and the processes are resumed, except those that were suspended before.
/// </para>
/// <para>
/// One call starts one execution, whatever the network does. Without -Wait you get the execution as it was started; Wait-OosExecution waits
/// later and anywhere. Start-EssRollback takes it back with no more than its id.
/// </para>
/// </remarks>
/// <example>
/// <para>Put another image on the instances, in two batches</para>
/// <code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -BatchNumber 2</code>
/// </example>
/// <example>
/// <para>Run a script, and say how to undo it</para>
/// <code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script "df -h`nifconfig" -RollbackScript "df -h`nifconfig" -BatchNumber 2</code>
/// </example>
/// <example>
/// <para>Install a package</para>
/// <code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -PackageName wordpress -PackageVersion v4 -BatchNumber 2</code>
/// </example>
/// <example>
/// <para>Bring a file, run what is in it, and say which file to go back to</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -SourceUri https://files.example.com/app-2.tgz -DestinationPath /opt/app `
///     -Script 'sh /opt/app/install.sh' -RollbackSourceUri https://files.example.com/app-1.tgz
/// </code>
/// </example>
/// <example>
/// <para>Bring an object of OSS</para>
/// <code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -BucketName releases -ObjectName app-2.tgz -DestinationPath /opt/app -RollbackObjectName app-1.tgz</code>
/// </example>
/// <example>
/// <para>Give a container another image, and leave all the rest as it is</para>
/// <code>Start-EssRollingUpdate asg-bp1containergroups -Container @{ Name = 'web'; Image = 'registry/web:2' }</code>
/// <para>The image there is now is recorded, so that Start-EssRollback brings it back.</para>
/// </example>
/// <example>
/// <para>Look before you start</para>
/// <code>Start-EssRollingUpdate asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -WhatIf</code>
/// </example>
/// <example>
/// <para>Wait for the end, an hour at most, and take back what fails</para>
/// <code>
/// Get-EssScalingGroup web |
///     Start-EssRollingUpdate -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -FailureAction Rollback -Timeout 01:00:00
/// </code>
/// <para>-FailureAction Rollback implies -Wait. The update is given when it has ended, and after it the rollback, where there is one.</para>
/// </example>
/// <example>
/// <para>Look at the first batch before the others begin</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -BatchPauseOption FirstBatchPause |
///     Wait-OosExecution -Until Waiting
/// Get-EssRollingUpdate asg-bp18p2yfxow2dloq -Last 1 | Resume-OosExecution
/// </code>
/// <para>Between the two lines is the time to look; Stop-OosExecution or Start-EssRollback is the other way to go on.</para>
/// </example>
/// <example>
/// <para>Let a script decide at each batch</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -PackageName wordpress -PackageVersion v4 -BatchNumber 3 -BakeTime 00:02:00 -Gate {
///     # $Instances are those of the latest batch; ask your monitoring about them. True lets the next batch begin.
///     -not ($Instances | Where-Object Status -ne Success)
/// }
/// </code>
/// <para>It works for two minutes after each batch, then the gate is asked. Without a yes in five minutes the update stays paused.</para>
/// </example>
/// <example>
/// <para>Go on with your work meanwhile</para>
/// <code>
/// $job = Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -AsJob
/// $job.Name
/// </code>
/// <para>Wait-Job and Receive-Job give the execution when it has ended.</para>
/// </example>
/// <seealso cref="GetEssRollingUpdatePlanCommand"/>
/// <seealso cref="StartEssRollbackCommand"/>
/// <seealso cref="Oos.WaitOosExecutionCommand"/>
/// <seealso cref="Oos.ResumeOosExecutionCommand"/>
/// <seealso cref="GetEssRollingUpdateInstanceCommand"/>
/// <seealso cref="RepairEssScalingGroupCommand"/>
/// <seealso href="about_RollingUpdate"/>
/// <seealso href="about_RollingUpdate_Rollback"/>
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
        Rollback = new RollbackSettings { SafetyCheck = SafetyCheck, Tags = TagArgument.ReadNew(Tag) },
        Gate = Gate is null ? null : new BatchGate(new ScriptGate(Gate, Pump).AskAsync) { BakeTime = BakeTime, Timeout = GateTimeout },
    };

    private protected override void Process(string scalingGroupId)
    {
        CheckWaitArguments(Waits);
        CheckGateArguments();
        var starter = new UpdateStarter(Api);
        // A payload is completed from one group's own configuration, so each group gets its own.
        var payload = ReadPayload();
        var settings = ReadSettings();
        if (ClientToken is not null && Await(cancellation => starter.FindStartedAsync(scalingGroupId, payload, settings, ClientToken, cancellation)) is { } already)
        {
            WriteWarning($"-ClientToken {ClientToken} has started {already.ExecutionId} already; it is not started again.");
            if (AsJob)
                KeepForJob(nameof(ScalingGroupId), scalingGroupId);
            else
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
            EmitStarted((onStarted, cancellation) => starter.StartAsync(prepared, onStarted, cancellation), Waits);
        }
        finally
        {
            prepared.Warnings.ForEach(WriteWarning);
        }
    }

    private void CheckGateArguments()
    {
        bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
        if (BakeTime < TimeSpan.Zero || GateTimeout < TimeSpan.Zero)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidTimeSpan", $"-{(BakeTime < TimeSpan.Zero ? nameof(BakeTime) : nameof(GateTimeout))} is less than nothing.",
                "Give hours, minutes and seconds, as 00:05:00.");
        }

        if (Gate is null && (IsGiven(nameof(BakeTime)) || IsGiven(nameof(GateTimeout))))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "GateMissing", $"-{(IsGiven(nameof(BakeTime)) ? nameof(BakeTime) : nameof(GateTimeout))} is about a gate, and there is none.",
                "Add -Gate { … }, or leave it out. A gate of { $true } only lets each batch work for the -BakeTime.");
        }

        if (Gate is not null && IsGiven(nameof(BatchPauseOption)) && BatchPauseOption == BatchPauseOption.Automatic)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "GateWithoutPause", "With -BatchPauseOption Automatic the update never pauses, so -Gate would never be asked.",
                "Leave -BatchPauseOption out: with -Gate it is EveryBatchPause.");
        }
    }

    private bool Waits => Wait || Gate is not null || FailureAction == UpdateFailureAction.Rollback;
}

using System;
using System.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Coverage;
using RollingUpdate.Updates.Repair;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>What failed and cancelled updates leave is found, shown and put right; coverage tells which instances are as they should be.</summary>
public class RepairTests
{
    [Fact]
    public void A_repair_brings_back_instances_protection_and_processes_and_can_be_run_twice()
    {
        using var shell = new Shell();
        var cloud = shell.Simulator;
        cloud.SuspendProcesses(Shell.GroupId, "HealthCheck");
        var ids = cloud.InstancesOf(Shell.GroupId).Select(instance => instance.InstanceId).ToList();
        cloud.SetInstanceLifecycleState(ids[0], "Protected");
        cloud.SetInstanceLifecycleState(ids[1], "Standby");
        cloud.AddInstanceFault(ids[0], "RunCommand");
        var failed = Fail(shell, $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -LifecycleState InService,Protected");
        Assert.Equal("Standby", State(cloud, ids[0]));
        Assert.True(shell.Run($"Get-EssRollingUpdate {Shell.GroupId}").Single<EssRollingUpdate>().NeedsRepair);
        cloud.ClearCalls();

        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -WhatIf").WithoutErrors();
        Assert.Empty(shell.MutatingCalls);
        Assert.Contains(shell.Host.Lines, line => line.Contains($"Put {ids[0]} back into service", StringComparison.Ordinal));

        var steps = shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").All<EssRepairStep>();
        Assert.Equal([RepairAction.ExitStandby, RepairAction.ProtectInstance, RepairAction.ResumeProcesses], steps.Select(step => step.Action));
        Assert.All(steps, step => Assert.Equal((RepairStatus.Done, failed.ExecutionId), (step.Status, step.ExecutionId)));
        Assert.Equal("Protected", State(cloud, ids[0]));
        // What was so before stays so.
        Assert.Equal("Standby", State(cloud, ids[1]));
        Assert.Equal(["HealthCheck"], cloud.ScalingGroups[0].SuspendedProcesses);

        cloud.ClearCalls();
        Assert.Empty(shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().Output);
        Assert.Empty(shell.MutatingCalls);
        Assert.False(shell.Run($"Get-EssRollingUpdate {Shell.GroupId}").Single<EssRollingUpdate>().NeedsRepair);
    }

    [Fact]
    public void What_an_admin_took_out_of_service_stays_out_although_a_file_update_failed_on_it()
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "RunCommand");
        var failed = Fail(shell, $"{Shell.GroupId} -SourceUri https://files.example.com/app-2.tgz -DestinationPath /opt/app");
        Assert.Equal("InService", State(shell.Simulator, first));
        shell.Simulator.SetInstanceLifecycleState(first, "Standby");
        var steps = shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").All<EssRepairStep>();
        Assert.Equal([RepairAction.ResumeProcesses], steps.Select(step => step.Action));
        Assert.Equal("Standby", State(shell.Simulator, first));
        var coverage = shell.Run("Get-EssRollingUpdateInstance $In -Coverage", failed).All<EssInstanceUpdate>().Single(instance => instance.InstanceId == first);
        Assert.Equal("Failed", coverage.Coverage.ToString());
    }

    [Fact]
    public void A_step_that_fails_is_an_error_of_its_own_and_the_others_are_done()
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "RunCommand");
        Fail(shell, $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2'");
        shell.Simulator.AddFault(new SimulatorFault("ExitStandby", SimulatorFaultKind.Error) { Code = "Forbidden.RAM", HttpStatus = 403, Count = 99 });
        var result = shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false");
        Assert.Equal(first, Assert.IsType<EssRepairStep>(result.Error("AccessDenied").TargetObject).InstanceId);
        Assert.Equal([RepairStatus.Failed, RepairStatus.Done], result.Output.Select(step => ((EssRepairStep)step.BaseObject).Status));
        Assert.Empty(shell.Simulator.ScalingGroups[0].SuspendedProcesses);
    }

    [Theory]
    [InlineData("BackendServer.configuring")]
    [InlineData("IncorrectScalingGroupStatus")]
    public void Leaving_standby_is_tried_again_as_the_templates_do(string code)
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "RunCommand");
        Fail(shell, $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2'");
        shell.Simulator.AddFault(new SimulatorFault("ExitStandby", SimulatorFaultKind.Error) { Code = code, HttpStatus = 400, Count = 7 });
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        Assert.Equal("InService", State(shell.Simulator, first));
        Assert.Equal(7, shell.Home.Clock.Delays.Count(delay => delay == TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Leaving_standby_is_said_again_with_its_token_when_the_answer_gets_lost()
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "RunCommand");
        Fail(shell, $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2'");
        shell.Simulator.AddFault("ExitStandby", SimulatorFaultKind.LoseReply);
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        var calls = shell.Simulator.Calls.Where(call => call.Action == "ExitStandby").ToList();
        Assert.Equal([0, 200], calls.Select(call => call.HttpStatus));
        Assert.Single(calls.Select(call => call.Parameters["ClientToken"]).Distinct());
        Assert.Equal("InService", State(shell.Simulator, first));
    }

    [Fact]
    public void An_instance_that_an_update_stopped_is_started_before_it_goes_back_into_service()
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "ReplaceSystemDisk");
        Fail(shell, $"{Shell.GroupId} -ImageId {Shell.NewImage}");
        Assert.Equal("Stopped", shell.Simulator.InstancesOf(Shell.GroupId).Single(instance => instance.InstanceId == first).Status);
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        var repaired = shell.Simulator.InstancesOf(Shell.GroupId).Single(instance => instance.InstanceId == first);
        Assert.Equal(("Running", "InService"), (repaired.Status, repaired.LifecycleState));
    }

    [Theory]
    [InlineData(SimulatorFaultKind.LoseReply)]
    [InlineData(SimulatorFaultKind.Malformed)]
    public void A_start_whose_answer_gets_lost_has_started_the_instance_all_the_same(SimulatorFaultKind fault)
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "ReplaceSystemDisk");
        Fail(shell, $"{Shell.GroupId} -ImageId {Shell.NewImage}");
        shell.Simulator.AddFault("StartInstance", fault);
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        Assert.Contains(shell.Simulator.Calls, call => call.Code == "IncorrectInstanceStatus");
        Assert.Equal("InService", State(shell.Simulator, first));
    }

    [Fact]
    public void A_start_that_is_refused_is_an_error_at_once()
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "ReplaceSystemDisk");
        Fail(shell, $"{Shell.GroupId} -ImageId {Shell.NewImage}");
        shell.Simulator.AddFault(new SimulatorFault("StartInstance", SimulatorFaultKind.Error) { Code = "Forbidden.RAM", HttpStatus = 403, Count = 99 });
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").Error("AccessDenied");
        Assert.Single(shell.Simulator.Calls, call => call.Action == "StartInstance");
    }

    [Fact]
    public void A_configuration_whose_image_no_instance_got_gets_the_old_one_back()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault("*", "EnterStandby", count: 5);
        Fail(shell, $"{Shell.GroupId} -ImageId {Shell.NewImage}");
        Assert.Equal(Shell.NewImage, shell.Simulator.ScalingConfigurations[0].ImageId);
        var steps = shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").All<EssRepairStep>();
        Assert.Contains(steps, step => step is { Action: RepairAction.ModifyScalingConfiguration, ImageId: Shell.OldImage });
        Assert.Equal(Shell.OldImage, shell.Simulator.ScalingConfigurations[0].ImageId);
    }

    [Fact]
    public void A_group_that_is_half_way_is_left_to_the_admin_with_both_ways_told()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "StopInstance");
        var failed = Fail(shell, $"{Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2");
        var error = shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").Error("RepairNeedsDecision").AllText();
        Assert.Contains($"Start-EssRollback {failed.ExecutionId}", error, StringComparison.Ordinal);
        Assert.Contains($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage}", error, StringComparison.Ordinal);

        // Either way ends it.
        shell.Run($"Start-EssRollback {failed.ExecutionId} -Wait -Confirm:$false").WithoutErrors();
        Assert.Empty(shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().Output);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal(Shell.OldImage, instance.ImageId));
    }

    [Fact]
    public void A_group_that_is_being_updated_is_not_touched()
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting").WithoutErrors();
        shell.Simulator.ClearCalls();
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").Error("RollingUpdateInProgress");
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void An_update_that_found_no_instance_hides_nothing_of_what_a_failure_left()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault("*", "RunCommand", count: 5);
        var failed = Fail(shell, $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 1");
        // All are in Standby, so there is none to update.
        var empty = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Force -Wait");
        Assert.Equal("Success", ((OosExecution)empty.Output[^1].BaseObject).Status);
        Assert.Equal(5, shell.Simulator.ScalingGroups.Single().SuspendedProcesses.Count);

        var steps = shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().All<EssRepairStep>();

        Assert.Equal(failed.ExecutionId, Assert.Single(steps, step => step.Action == RepairAction.ResumeProcesses).ExecutionId);
        Assert.Empty(shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("InService", instance.LifecycleState));
    }

    [Fact]
    public void A_rollback_after_an_update_that_found_no_instance_resumes_what_the_failure_left()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault("*", "RunCommand", count: 5);
        var failed = Fail(shell, $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 1");
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Force -Wait");

        var rollback = shell.Run($"Start-EssRollback {failed.ExecutionId} -Wait -Confirm:$false").WithoutErrors();

        Assert.Equal("Success", ((OosExecution)rollback.Output[^1].BaseObject).Status);
        Assert.Empty(shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
    }

    [Fact]
    public void What_an_update_of_the_cli_left_is_repaired_too()
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "RunCommand");
        shell.Run($"Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup @{{ invokeType = 'invoke'; scalingGroupId = '{Shell.GroupId}'; invokeScript = 'echo 1' }} | Wait-OosExecution").Error("ExecutionFailed");
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        Assert.Equal("InService", State(shell.Simulator, first));
        Assert.Empty(shell.Simulator.ScalingGroups[0].SuspendedProcesses);
    }

    [Fact]
    public void Coverage_names_every_instance_that_is_not_as_it_should_be()
    {
        using var shell = new Shell();
        var cloud = shell.Simulator;
        var ids = cloud.InstancesOf(Shell.GroupId).Select(instance => instance.InstanceId).ToList();
        cloud.SetInstanceLifecycleState(ids[4], "Protected");
        cloud.AddInstanceFault(ids[0], "EnterStandby");
        cloud.AddInstanceFault(ids[1], "StopInstance");
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -MaxErrors 2 -Wait");
        var ended = Assert.IsType<OosExecution>(Assert.Single(update.WithoutErrors().Output).BaseObject);
        Assert.Equal("Success", ended.Status);
        // Success with gaps is a warning that names them.
        var warning = Assert.Single(update.Warnings, text => text.Contains("succeeded, but", StringComparison.Ordinal));
        Assert.Contains(ids[0], warning, StringComparison.Ordinal);
        Assert.Contains(ids[1], warning, StringComparison.Ordinal);

        cloud.RemoveInstance(ids[2]);
        cloud.SetConfigurationImage(Shell.GroupId, Shell.OldImage);
        cloud.ScaleOut(Shell.GroupId);
        cloud.Advance(TimeSpan.FromMinutes(10));
        var added = cloud.InstancesOf(Shell.GroupId).Single(instance => !ids.Contains(instance.InstanceId)).InstanceId;

        var coverage = shell.Run($"Get-EssRollingUpdateInstance {ended.ExecutionId} -Coverage").All<EssInstanceUpdate>().ToDictionary(instance => instance.InstanceId, instance => instance.Coverage);
        Assert.Equal(InstanceCoverage.Failed, coverage[ids[0]]);
        Assert.Equal(InstanceCoverage.Standby, coverage[ids[1]]);
        Assert.Equal(InstanceCoverage.Gone, coverage[ids[2]]);
        Assert.Equal(InstanceCoverage.Covered, coverage[ids[3]]);
        Assert.Equal(InstanceCoverage.LeftOut, coverage[ids[4]]);
        Assert.Equal(InstanceCoverage.ScaledOutSince, coverage[added]);
    }

    [Fact]
    public void Coverage_of_a_cancelled_update_names_who_was_never_reached()
    {
        using var shell = new Shell();
        var paused = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -PackageName wordpress -PackageVersion v4 -BatchNumber 5 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting").Single<OosExecution>();
        shell.Run("Stop-OosExecution $In -Confirm:$false", paused.ExecutionId).WithoutErrors();
        var coverage = shell.Run("Get-EssRollingUpdateInstance $In -Coverage", paused.ExecutionId).All<EssInstanceUpdate>();
        Assert.Equal([InstanceCoverage.Covered, InstanceCoverage.Missing, InstanceCoverage.Missing, InstanceCoverage.Missing, InstanceCoverage.Missing],
            coverage.Select(instance => instance.Coverage!.Value).Order());
    }

    [Fact]
    public void Coverage_sees_an_instance_that_has_another_package_by_now()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -PackageName wordpress -PackageVersion v4 -Wait").Single<OosExecution>();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.SetInstancePackage(first, "wordpress", "v2");
        var differs = Assert.Single(shell.Run("Get-EssRollingUpdateInstance $In -Coverage", update.ExecutionId).All<EssInstanceUpdate>(), instance => instance.Coverage != InstanceCoverage.Covered);
        Assert.Equal((first, InstanceCoverage.Differs, "it has wordpress v2"), (differs.InstanceId, differs.Coverage!.Value, differs.CoverageDetail));
    }

    [Fact]
    public void Coverage_of_a_script_knows_that_it_was_taken_back()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").Single<OosExecution>();
        var rollback = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>();
        var coverage = shell.Run("Get-EssRollingUpdateInstance $In -Coverage", update.ExecutionId).All<EssInstanceUpdate>();
        Assert.All(coverage, instance => Assert.Equal((InstanceCoverage.Differs, $"taken back by {rollback.ExecutionId}"), (instance.Coverage!.Value, instance.CoverageDetail)));
        Assert.All(shell.Run("Get-EssRollingUpdateInstance $In -Coverage", rollback.ExecutionId).All<EssInstanceUpdate>(), instance => Assert.Equal(InstanceCoverage.Covered, instance.Coverage));
    }

    private static OosExecution Fail(Shell shell, string arguments)
    {
        var result = shell.Run($"Start-EssRollingUpdate {arguments} -Wait -WarningAction SilentlyContinue");
        result.Error("ExecutionFailed");
        return Assert.IsType<OosExecution>(Assert.Single(result.Output).BaseObject);
    }

    private static string? State(AliyunSimulator cloud, string instanceId) =>
        cloud.InstancesOf(Shell.GroupId).Single(instance => instance.InstanceId == instanceId).LifecycleState;

    [Fact]
    public void What_is_suspended_after_a_repair_is_suspended_on_purpose_and_stays_so()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId, "RunCommand");
        Fail(shell, $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2'");
        shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        shell.Simulator.ClearFaults();
        shell.Run($"Suspend-EssProcess {Shell.GroupId} ScaleIn").WithoutErrors();

        Assert.False(shell.Run($"Get-EssRollingUpdate {Shell.GroupId} -Last 1").Single<EssRollingUpdate>().NeedsRepair);
        Assert.Empty(shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().Output);
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").WithoutErrors();
        Assert.DoesNotContain(update.Warnings, warning => warning.Contains("ScaleIn", StringComparison.Ordinal));
        Assert.Equal(["ScaleIn"], shell.Simulator.ScalingGroups[0].SuspendedProcesses);
    }

    [Fact]
    public void An_update_that_pauses_at_failures_and_was_resumed_past_one_needs_a_repair_although_it_succeeded()
    {
        using var shell = new Shell();
        var first = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(first, "RunCommand");
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -FailureAction Pause").WithoutErrors().Single<OosExecution>();
        shell.Run($"Wait-OosExecution {update.ExecutionId} -Until Waiting");
        shell.Run($"Resume-OosExecution {update.ExecutionId} -Action Skip -Confirm:$false").WithoutErrors();
        shell.Run($"Wait-OosExecution {update.ExecutionId}");
        Assert.Equal("Standby", State(shell.Simulator, first));
        var past = shell.Run($"Get-EssRollingUpdate {Shell.GroupId}").Single<EssRollingUpdate>();
        Assert.Equal((OosStatus.Success, true), (past.Status, past.NeedsRepair));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public void A_second_update_of_a_group_sends_no_StartExecution(string force)
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -BatchPauseOption EveryBatchPause").WithoutErrors();
        shell.Simulator.ClearCalls();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' {force}");
        Assert.DoesNotContain(shell.Simulator.Calls, call => call.Action == "StartExecution");
        Assert.Single(shell.Simulator.Executions);
    }
}

using System;
using System.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Updates;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class RollbackTests
{
    [Fact]
    public void A_rollback_of_a_rollback_or_of_something_else_is_refused()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").Single<OosExecution>();
        var rollback = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>();
        shell.Run("Start-EssRollback $In -Confirm:$false", rollback.ExecutionId).Error("IsARollback");
        var child = shell.Simulator.ChildExecutions(update.ExecutionId)[0];
        var error = shell.Run("Start-EssRollback $In -Confirm:$false", child.ExecutionId).Error("NotARollingUpdate");
        Assert.Contains(update.ExecutionId, error.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_that_still_runs_is_cancelled_first()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 5").Single<OosExecution>();
        shell.Simulator.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("Running", shell.Simulator.FindExecution(update.ExecutionId)!.Status);
        Assert.Contains(shell.Simulator.InstancesOf(Shell.GroupId), instance => instance.ImageId == Shell.NewImage);

        var rollback = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>();

        Assert.Equal("Success", rollback.Status);
        Assert.Equal("Cancelled", shell.Simulator.FindExecution(update.ExecutionId)!.Status);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal((Shell.OldImage, "InService"), (instance.ImageId, instance.LifecycleState)));
        Assert.Empty(shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
    }

    [Fact]
    public void What_was_never_recorded_is_asked_for()
    {
        using var shell = new Shell();
        // Of an update that was started by the CLI nothing is recorded but its parameters.
        var package = shell.Run($"Start-OosExecution ACS-ESS-RollingUpdateByConfigureOOSPackage @{{ invokeType = 'invoke'; scalingGroupId = '{Shell.GroupId}'; packageName = 'wordpress' }} | Wait-OosExecution").Single<OosExecution>();
        Assert.Contains("-PackageVersion v3", shell.Run("Start-EssRollback $In -Confirm:$false", package.ExecutionId).Error("PackageVersionUnknown").AllText(), StringComparison.Ordinal);
        var script = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -Wait").Single<OosExecution>();
        shell.Run("Start-EssRollback $In -Confirm:$false", script.ExecutionId).Error("RollbackScriptUnknown");
        shell.Run("Start-EssRollback $In -PackageVersion v3 -Confirm:$false", script.ExecutionId).Error("ArgumentOfAnotherKind");
        var windows = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'dir' -RollbackScript 'dir' -CommandType RunPowerShellScript -Force -Wait -WarningAction SilentlyContinue -ErrorAction SilentlyContinue").Output;
        Assert.NotEmpty(windows);
        shell.Run("Start-EssRollback $In -Confirm:$false", ((OosExecution)windows[0].BaseObject).ExecutionId).Error("RollbackNotOnWindows");
    }

    [Fact]
    public void A_source_of_the_cli_that_suspended_nothing_is_told_before_it_fails()
    {
        using var shell = new Shell();
        var update = shell.Run("""
            Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup -Parameters '{"invokeType":"invoke","scalingGroupId":"asg-bp18p2yfxow2dloq","enterProcess":[],"exitProcess":[],"invokeScript":"echo 1","rollbackScript":"echo 2"}' | Wait-OosExecution
            """).Single<OosExecution>();
        shell.Run("Start-EssRollback $In -Confirm:$false", update.ExecutionId).Error("SourceSuspendedNothing");
    }

    [Fact]
    public void An_update_that_touched_no_instance_is_not_rolled_back_and_the_repair_is_named()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage}").Single<OosExecution>();
        Assert.Contains("Stop-OosExecution", shell.Run("Start-EssRollback $In -Confirm:$false", update.ExecutionId).Error("NothingToRollBack").AllText(), StringComparison.Ordinal);
        shell.Run("Stop-OosExecution $In -Confirm:$false", update.ExecutionId).WithoutErrors();
        Assert.Empty(shell.Simulator.ChildExecutions(update.ExecutionId));
        var error = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Error("NothingToRollBack");
        Assert.Contains($"Repair-EssScalingGroup {Shell.GroupId}", error.AllText(), StringComparison.Ordinal);
        Assert.Single(shell.Simulator.Executions);
        var wait = shell.Run("Wait-OosExecution $In", update.ExecutionId).Error("ExecutionFailed");
        Assert.DoesNotContain("Start-EssRollback", wait.AllText(), StringComparison.Ordinal);
        Assert.Contains($"Repair-EssScalingGroup {Shell.GroupId}", wait.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_whose_instances_are_all_gone_is_not_rolled_back()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").Single<OosExecution>();
        foreach (var instance in shell.Simulator.InstancesOf(Shell.GroupId))
            shell.Simulator.RemoveInstance(instance.InstanceId);
        shell.Run("Start-EssRollback $In -Confirm:$false", update.ExecutionId).Error("NothingToRollBack");
    }

    [Fact]
    public void What_speaks_against_a_rollback_is_read_before_the_answer_is_given()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").Single<OosExecution>();
        shell.Simulator.SuspendProcesses(Shell.GroupId, "ScaleIn");
        shell.Simulator.ScaleOut(Shell.GroupId);
        // Nobody can answer here, so the question is the end.
        var result = shell.Run("Start-EssRollback $In", update.ExecutionId);
        result.Error("ConfirmationNotPossible");
        Assert.Contains(result.Warnings, warning => warning.Contains("ScaleIn has been suspended since", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, warning => warning.Contains("is in progress, and while it is, no instance can leave service", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rollback_to_what_is_not_there_is_refused_before_anything_is_cancelled()
    {
        using var shell = new Shell();
        var image = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage}").Single<OosExecution>();
        shell.Simulator.Advance(TimeSpan.FromMinutes(6));
        Assert.Contains("m-gone", shell.Run("Start-EssRollback $In -ImageId m-gone -Confirm:$false", image.ExecutionId).Error("RollbackContentMissing").AllText(), StringComparison.Ordinal);
        shell.Simulator.AddImage("m-new", status: "Creating");
        shell.Run("Start-EssRollback $In -ImageId m-new -Confirm:$false", image.ExecutionId).Error("RollbackContentMissing");
        Assert.Equal("Running", shell.Simulator.FindExecution(image.ExecutionId)!.Status);
        shell.Run("Wait-OosExecution $In", image.ExecutionId).WithoutErrors();
        var package = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -PackageName wordpress -PackageVersion v4 -Wait").Single<OosExecution>();
        shell.Run("Start-EssRollback $In -PackageVersion v99 -Confirm:$false", package.ExecutionId).Error("RollbackContentMissing");
        Assert.Equal(2, shell.Simulator.Executions.Count);
    }

    [Fact]
    public void A_package_can_be_taken_back_to_a_given_version_without_the_permission_to_read_versions()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -PackageName wordpress -PackageVersion v4 -Wait").Single<OosExecution>();
        shell.Simulator.DenyAction(shell.Simulator.AccessKeyId, "oos:ListInstancePackageStates");
        var result = shell.Run("Start-EssRollback $In -PackageVersion v3 -Confirm:$false", update.ExecutionId).WithoutErrors();
        Assert.Contains(result.Warnings, warning => warning.Contains("oos:ListInstancePackageStates", StringComparison.Ordinal));
        Assert.Equal(2, shell.Simulator.Executions.Count);
    }

    [Fact]
    public void A_client_token_starts_one_rollback_however_often_it_is_typed()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -ClientToken token-0 -Wait").Single<OosExecution>();
        var rollback = shell.Run("Start-EssRollback $In -ClientToken token-1 -Confirm:$false -Wait", update.ExecutionId).Single<OosExecution>();
        // As if the first one had been cut off before the configuration's turn.
        shell.Simulator.SetConfigurationImage(Shell.GroupId, Shell.NewImage);
        var again = shell.Run("Start-EssRollback $In -ClientToken token-1 -Confirm:$false -Wait", update.ExecutionId);
        Assert.Equal(rollback.ExecutionId, again.Single<OosExecution>().ExecutionId);
        Assert.Contains(again.Warnings, warning => warning.Contains("is not started again", StringComparison.Ordinal));
        Assert.Equal(2, shell.Simulator.Executions.Count);
        Assert.Equal(Shell.OldImage, shell.Simulator.ScalingConfigurations.Single().ImageId);
        shell.Run("Start-EssRollback $In -ClientToken token-0 -Confirm:$false", update.ExecutionId).Error("ClientTokenReused");
        var job = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -ClientToken token-0 -AsJob").WithoutErrors();
        Assert.IsAssignableFrom<System.Management.Automation.Job>(Assert.Single(job.Output).BaseObject);
        Assert.Equal(update.ExecutionId, shell.Run("$In | Wait-Job | Receive-Job", job.Output[0]).Single<OosExecution>().ExecutionId);
    }

    [Fact]
    public void Instances_get_back_what_they_ran_though_the_configuration_was_given_the_new_image_first()
    {
        using var shell = new Shell();
        shell.Simulator.SetConfigurationImage(Shell.GroupId, Shell.NewImage);
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -Wait").WithoutErrors();
        Assert.Contains(update.Warnings, warning => warning.Contains($"The instances run {Shell.OldImage}, but asc-", StringComparison.Ordinal));
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal(Shell.NewImage, instance.ImageId));

        var rollback = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.Single<OosExecution>().ExecutionId).WithoutErrors();

        Assert.Contains(rollback.Warnings, warning => warning.Contains($"new instances get {Shell.NewImage} after the rollback", StringComparison.Ordinal));
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal(Shell.OldImage, instance.ImageId));
        Assert.Equal(Shell.NewImage, shell.Simulator.ScalingConfigurations.Single().ImageId);
    }

    [Fact]
    public void A_failed_update_goes_back_to_what_the_instances_ran_and_not_to_what_an_earlier_one_left_in_the_configuration()
    {
        using var shell = new Shell();
        shell.Simulator.SetConfigurationImage(Shell.GroupId, "m-bp1simulatedcustom01");
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "StopInstance");
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -FailureAction Rollback");
        Assert.Equal("Success", ((OosExecution)result.Output[^1].BaseObject).Status);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal(Shell.OldImage, instance.ImageId));
        Assert.Equal("m-bp1simulatedcustom01", shell.Simulator.ScalingConfigurations.Single().ImageId);
    }

    [Fact]
    public void With_instances_of_several_images_none_of_which_the_configuration_names_a_rollback_asks_for_one()
    {
        using var shell = new Shell();
        var cloud = shell.Simulator;
        cloud.AddInstanceFault(cloud.InstancesOf(Shell.GroupId)[0].InstanceId, "EnterStandby");
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -MaxErrors 1 -Wait").WithoutErrors();
        cloud.SetConfigurationImage(Shell.GroupId, "m-somebody");
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId m-bp1simulatedcustom01 -Wait").WithoutErrors();
        Assert.Contains(update.Warnings, warning => warning.Contains("A rollback needs -ImageId", StringComparison.Ordinal));
        shell.Run("Start-EssRollback $In -WhatIf", update.Single<OosExecution>().ExecutionId).Error("SourceImageUnknown");
    }

    [Fact]
    public void A_cancel_is_waited_for_over_looks_that_fail()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 20' -RollbackScript 'echo 2'").Single<OosExecution>();
        shell.Simulator.Advance(TimeSpan.FromSeconds(30));
        shell.Simulator.ClearCalls();
        shell.Run("Start-EssRollback $In -WhatIf", update.ExecutionId).WithoutErrors();
        // Strikes right after the cancel: whoever looks then gets no answer for a while.
        var fault = shell.Simulator.AddFault("ListExecutions", SimulatorFaultKind.Drop, 30, skip: shell.Simulator.Calls.Count(call => call.Action == "ListExecutions"));
        var result = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).WithoutErrors();
        Assert.True(fault.IsUsedUp);
        Assert.Equal("Success", ((OosExecution)result.Output[^1].BaseObject).Status);
    }

    [Fact]
    public void A_configuration_that_was_changed_since_is_left_alone_and_told()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -Wait").Single<OosExecution>();
        shell.Simulator.SetConfigurationImage(Shell.GroupId, "m-somebody");
        var result = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId);
        Assert.Contains(result.Warnings, warning => warning.Contains("m-somebody", StringComparison.Ordinal));
        Assert.Equal("m-somebody", shell.Simulator.ScalingConfigurations.Single().ImageId);
    }

    [Fact]
    public void The_history_of_a_group_pipes_into_a_rollback()
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").WithoutErrors();
        shell.Run($"Get-EssRollingUpdate {Shell.GroupId} -Last 1 | Start-EssRollback -Wait -Confirm:$false").WithoutErrors();
        var history = shell.Run($"Get-EssRollingUpdate {Shell.GroupId}").All<EssRollingUpdate>();
        Assert.Equal([UpdateDirection.Rollback, UpdateDirection.Invoke], history.Select(update => update.Direction));
        Assert.Equal(history[1].ExecutionId, history[0].SourceExecutionId);
        Assert.Equal(5, history[0].InstancesSucceeded);
    }

    [Fact]
    public void A_rollback_of_an_update_that_is_not_the_last_says_so_and_promises_nothing_it_does_not_do()
    {
        using var shell = new Shell();
        const string Third = "m-bp1simulatedcustom01";
        var first = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -Wait").Single<OosExecution>();
        var second = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Third} -Wait").Single<OosExecution>();
        var look = shell.Run("Start-EssRollback $In -WhatIf", first.ExecutionId).WithoutErrors();
        Assert.DoesNotContain(shell.Host.Lines, line => line.Contains("asc-", StringComparison.Ordinal));
        Assert.Contains(look.Warnings, warning => warning.Contains($"names image {Third}", StringComparison.Ordinal));
        Assert.Contains(look.Warnings, warning => warning.StartsWith($"{second.ExecutionId} has worked on", StringComparison.Ordinal));

        shell.Run("Start-EssRollback $In -Confirm:$false -Wait", second.ExecutionId).WithoutErrors();
        var again = shell.Run("Start-EssRollback $In -WhatIf", second.ExecutionId).WithoutErrors();
        Assert.Contains(again.Warnings, warning => warning.StartsWith($"{second.ExecutionId} was taken back by", StringComparison.Ordinal));
    }

    [Fact]
    public void A_client_token_knows_a_rollback_again_whose_text_looks_like_a_time()
    {
        using var shell = new Shell();
        const string Like = "2026-01-02T03:04:05Z";
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript '{Like}' -Wait").Single<OosExecution>();
        var rollback = shell.Run("Start-EssRollback $In -ClientToken rb1 -Confirm:$false -Wait", update.ExecutionId).Single<OosExecution>();
        Assert.Equal(rollback.ExecutionId, shell.Run("Start-EssRollback $In -ClientToken rb1 -Confirm:$false -Wait", update.ExecutionId).Single<OosExecution>().ExecutionId);
    }

    [Fact]
    public void A_client_token_given_for_another_rollback_is_refused()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -Wait").Single<OosExecution>();
        shell.Run("Start-EssRollback $In -ClientToken rb1 -Confirm:$false -Wait", update.ExecutionId).WithoutErrors();
        shell.Run("Start-EssRollback $In -ImageId m-bp1simulatedcustom01 -ClientToken rb1 -Confirm:$false", update.ExecutionId).Error("ClientTokenReused");
    }
}

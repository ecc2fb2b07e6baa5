using System;
using System.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Updates.Planning;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>What is looked at before an update, what stops it, and what only warns.</summary>
public class PlanTests
{
    private const string ToNewImage = $"{Shell.GroupId} -ImageId {Shell.NewImage}";

    [Fact]
    public void A_plan_shows_batches_processes_and_the_exact_parameters_and_changes_nothing()
    {
        using var shell = new Shell();
        var plan = shell.Run($"Get-EssRollingUpdatePlan {ToNewImage} -BatchNumber 2").Single<EssRollingUpdatePlan>();

        Assert.Equal(PlanCheckStatus.Passed, plan.Status);
        Assert.Equal([3, 2], plan.Batches.Select(batch => batch.InstanceIds.Length));
        Assert.Equal([2, 3], plan.Batches.Select(batch => batch.InService ?? -1));
        Assert.Equal(shell.Simulator.InstancesOf(Shell.GroupId).Select(instance => instance.InstanceId).Order(), plan.Batches.SelectMany(batch => batch.InstanceIds).Order());
        Assert.Equal(plan.SuspendProcess, plan.ResumeProcess);
        Assert.Empty(shell.MutatingCalls);

        // The plan is what is started: the template parameters, and the very instances of each batch.
        var update = shell.Run($"Start-EssRollingUpdate {ToNewImage} -BatchNumber 2 -Wait").Single<OosExecution>();
        Assert.All(plan.TemplateParameters, parameter => Assert.Equal(parameter.Value, update.Parameters[parameter.Key]));
        var instances = shell.Run("Get-EssRollingUpdateInstance $In", update.ExecutionId).All<RollingUpdate.Updates.EssInstanceUpdate>();
        foreach (var batch in plan.Batches)
            Assert.Equal(batch.InstanceIds.Order(), instances.Where(instance => instance.Batch == batch.Number).Select(instance => instance.InstanceId).Order());
    }

    [Fact]
    public void A_plans_parameters_start_the_same_update_by_the_general_cmdlet()
    {
        using var shell = new Shell();
        var update = shell.Run($"$plan = Get-EssRollingUpdatePlan {ToNewImage}; Start-OosExecution $plan.TemplateName $plan.TemplateParameters | Wait-OosExecution").Single<OosExecution>();
        Assert.Equal("Success", update.Status);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal(Shell.NewImage, instance.ImageId));
    }

    [Theory]
    [InlineData("ScalingGroup", "ScalingGroupNotActive", false)]
    [InlineData("ScalingGroupBySystem", "PlanFailed", true)]
    [InlineData("RunningUpdate", "RollingUpdateInProgress", false)]
    [InlineData("ScalingActivity", "PlanFailed", true)]
    [InlineData("Image", "PlanFailed", true)]
    [InlineData("ImageState", "PlanFailed", true)]
    [InlineData("ImageSystem", "PlanFailed", true)]
    [InlineData("Package", "PlanFailed", true)]
    [InlineData("Script", "PlanFailed", true)]
    [InlineData("Permissions", "PlanFailed", true)]
    public void What_failed_stops_the_start_unless_it_can_be_overridden(string trouble, string errorId, bool canForce)
    {
        using var shell = new Shell();
        var arguments = Arrange(shell, trouble);
        var name = new[] { "Image", "ScalingGroup" }.FirstOrDefault(check => trouble.StartsWith(check, StringComparison.Ordinal)) ?? trouble;
        var plan = shell.Run($"Get-EssRollingUpdatePlan {arguments}").Single<EssRollingUpdatePlan>();
        var check = Assert.Single(plan.Checks, check => check.Status == PlanCheckStatus.Failed);
        Assert.Equal((name, canForce), (check.Name, check.CanForce));
        Assert.False(string.IsNullOrWhiteSpace(check.RecommendedAction));
        Assert.Equal(PlanCheckStatus.Failed, plan.Status);
        shell.Simulator.ClearCalls();

        var error = shell.Run($"Start-EssRollingUpdate {arguments} -WarningAction SilentlyContinue").Error(errorId);
        Assert.Equal(Shell.GroupId, error.TargetObject);
        Assert.Contains(check.Detail, error.AllText(), StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);

        var forced = shell.Run($"Start-EssRollingUpdate {arguments} -Force -WarningAction SilentlyContinue");
        Assert.Equal(canForce, forced.Errors.Count == 0);
        Assert.Equal(canForce ? 1 : 0, shell.MutatingCalls.Count);
    }

    [Theory]
    [InlineData("-ImageId " + Shell.NewImage)]
    [InlineData("-Script 'echo 1' -RollbackScript 'echo 2'")]
    public void More_instances_than_a_loop_takes_are_refused_before_any_change_also_by_force(string change)
    {
        using var shell = new Shell(new SimulatorOptions { InstanceCount = 1001 });
        foreach (var force in new[] { "", " -Force" })
        {
            var error = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} {change}{force} -WarningAction SilentlyContinue").Error("TooManyInstances");
            Assert.Contains("1001 instances would be updated", error.AllText(), StringComparison.Ordinal);
            Assert.Empty(shell.MutatingCalls);
        }

        shell.Simulator.RemoveInstance(shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId);
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} {change} -WarningAction SilentlyContinue").WithoutErrors();
        Assert.Equal(["StartExecution"], shell.MutatingCalls);
    }

    [Theory]
    [InlineData("Instances", "Left out")]
    [InlineData("Capacity", "MinSize of 5")]
    [InlineData("Processes", "have been suspended since exec-")]
    [InlineData("LeftBehind", "is in Standby since exec-")]
    [InlineData("Source", "launch template")]
    [InlineData("SourceImage", "2 images")]
    [InlineData("SameImage", "already")]
    [InlineData("PackageBefore", "different versions")]
    [InlineData("RollbackScript", "no rollback script")]
    [InlineData("WindowsRollback", "cannot be rolled back on Windows")]
    [InlineData("PermissionsUnknown", "could not be checked")]
    public void What_an_admin_should_know_is_a_warning_and_does_not_stop_the_start(string trouble, string text)
    {
        using var shell = new Shell();
        var arguments = Arrange(shell, trouble);
        var plan = shell.Run($"Get-EssRollingUpdatePlan {arguments}").Single<EssRollingUpdatePlan>();
        Assert.Equal(PlanCheckStatus.Warning, plan.Status);
        var check = Assert.Single(plan.Checks, check => check.Status == PlanCheckStatus.Warning && check.Detail.Contains(text, StringComparison.Ordinal));
        Assert.False(string.IsNullOrWhiteSpace(check.RecommendedAction));

        var start = shell.Run($"Start-EssRollingUpdate {arguments}").WithoutErrors();
        Assert.Contains(start.Warnings, warning => warning.Contains(check.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatif_shows_the_plan_batch_by_batch()
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {ToNewImage} -BatchNumber 2 -WhatIf").WithoutErrors();
        var shown = string.Join("\n", shell.Host.Lines);
        Assert.Contains("What if: ", shown, StringComparison.Ordinal);
        Assert.Contains("batch 1: i-", shown, StringComparison.Ordinal);
        Assert.Contains("batch 2: i-", shown, StringComparison.Ordinal);
        Assert.Contains("suspend: ScaleIn, ScaleOut, HealthCheck, AlarmNotification, ScheduledAction", shown, StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void Processes_that_were_suspended_before_stay_so_through_an_update_and_its_rollback()
    {
        using var shell = new Shell();
        shell.Simulator.SuspendProcesses(Shell.GroupId, "HealthCheck", "ScaleIn");
        var update = shell.Run($"Start-EssRollingUpdate {ToNewImage} -Wait").Single<OosExecution>();
        Assert.Equal("Success", update.Status);
        Assert.Equal(["HealthCheck", "ScaleIn"], Suspended(shell));
        Assert.Equal("ScaleIn,HealthCheck", update.Tags["rollingupdate:suspended"]);

        shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).WithoutErrors();
        Assert.Equal(["HealthCheck", "ScaleIn"], Suspended(shell));
    }

    [Fact]
    public void What_a_failed_update_left_suspended_is_resumed_by_the_next_one()
    {
        using var shell = new Shell();
        shell.Simulator.SuspendProcesses(Shell.GroupId, "HealthCheck");
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId, "StopInstance");
        shell.Run($"Start-EssRollingUpdate {ToNewImage} -Wait").Error("ExecutionFailed");
        Assert.Equal(5, Suspended(shell).Length);

        shell.Run($"Start-EssRollingUpdate {ToNewImage} -Wait").WithoutErrors();
        Assert.Equal(["HealthCheck"], Suspended(shell));
    }

    private static string[] Suspended(Shell shell) =>
        shell.Simulator.ScalingGroups.Single(group => group.ScalingGroupId == Shell.GroupId).SuspendedProcesses.Order().ToArray();

    // Brings the trouble about and gives the arguments of an update that meets it.
    private static string Arrange(Shell shell, string trouble)
    {
        var cloud = shell.Simulator;
        var first = cloud.InstancesOf(Shell.GroupId)[0].InstanceId;
        const string Script = $"{Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2'";
        switch (trouble)
        {
            case "ScalingGroup":
                cloud.SetScalingGroupState(Shell.GroupId, "Inactive");
                return Script;
            case "ScalingGroupBySystem":
                cloud.SetSystemSuspended(Shell.GroupId);
                return Script;
            case "RunningUpdate":
                shell.Run($"Start-EssRollingUpdate {Script} -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting -WarningAction SilentlyContinue").WithoutErrors();
                return Script;
            case "ScalingActivity":
                cloud.ScaleOut(Shell.GroupId);
                return Script;
            case "Image":
                return $"{Shell.GroupId} -ImageId m-bp1nosuchimage00000";
            case "ImageState":
                cloud.AddImage("m-bp1creating0000000", status: "Creating");
                return $"{Shell.GroupId} -ImageId m-bp1creating0000000";
            case "ImageSystem":
                cloud.AddImage("m-bp1windows00000000", "windows");
                return $"{Shell.GroupId} -ImageId m-bp1windows00000000";
            case "Package":
                return $"{Shell.GroupId} -PackageName wordpress -PackageVersion v99";
            case "Script":
                return $"{Shell.GroupId} -Script 'dir' -CommandType RunPowerShellScript";
            case "Permissions":
                cloud.DenyAction(cloud.AccessKeyId, "ecs:RunCommand");
                return Script;
            case "PermissionsUnknown":
                cloud.DenyAction(cloud.AccessKeyId, "oos:GenerateExecutionPolicy");
                return Script;
            case "Instances":
                cloud.SetInstanceLifecycleState(first, "Protected");
                return Script;
            case "Capacity":
                return $"{cloud.AddScalingGroup(new SimulatedScalingGroupSettings { MinSize = 5 }).ScalingGroupId} -Script 'echo 1' -RollbackScript 'echo 2'";
            case "Processes":
            case "LeftBehind":
                cloud.AddInstanceFault(first, "RunCommand");
                shell.Run($"Start-EssRollingUpdate {Script} -Wait").Error("ExecutionFailed");
                return Script;
            case "Source":
                var template = cloud.AddLaunchTemplate("template", Shell.OldImage);
                return $"{cloud.AddScalingGroup(new SimulatedScalingGroupSettings { LaunchTemplateId = template }).ScalingGroupId} -ImageId {Shell.NewImage}";
            case "SourceImage":
                shell.Simulator.AddInstanceFault(first, "EnterStandby");
                shell.Run($"Start-EssRollingUpdate {ToNewImage} -MaxErrors 1 -Wait").WithoutErrors();
                cloud.AddImage("m-bp1third0000000000");
                return $"{Shell.GroupId} -ImageId m-bp1third0000000000";
            case "SameImage":
                return $"{Shell.GroupId} -ImageId {Shell.OldImage}";
            case "PackageBefore":
                cloud.SetInstancePackage(first, "wordpress", "v2");
                return $"{Shell.GroupId} -PackageName wordpress -PackageVersion v4";
            case "RollbackScript":
                return $"{Shell.GroupId} -Script 'echo 1'";
            case "WindowsRollback":
                cloud.AddImage("m-bp1windows00000000", "windows");
                var windows = cloud.AddScalingGroup(new SimulatedScalingGroupSettings { ImageId = "m-bp1windows00000000" }).ScalingGroupId;
                return $"{windows} -Script 'dir' -RollbackScript 'dir' -CommandType RunPowerShellScript";
            default:
                throw new ArgumentOutOfRangeException(nameof(trouble), trouble, "There is no such trouble.");
        }
    }

    [Fact]
    public void An_instance_that_is_left_out_speaks_against_nothing()
    {
        using var shell = new Shell();
        shell.Simulator.AddImage("m-windows", "windows");
        shell.Simulator.SetConfigurationImage(Shell.GroupId, "m-windows");
        shell.Simulator.AddInstance(Shell.GroupId, "Standby");
        shell.Simulator.SetConfigurationImage(Shell.GroupId, Shell.OldImage);
        foreach (var arguments in new[] { "-Script 'echo 1'", $"-ImageId {Shell.NewImage}" })
            Assert.Equal(PlanCheckStatus.Warning, shell.Run($"Get-EssRollingUpdatePlan {Shell.GroupId} {arguments}").Single<EssRollingUpdatePlan>().Status);
    }

    [Theory]
    [InlineData("-ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd", "Source", "keeps image")]
    [InlineData("-ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd", "Instances", "Nothing else is changed either.")]
    [InlineData("-SourceUri https://x/a -DestinationPath /a", "Instances", "The lifecycle hook for new instances is changed all the same.")]
    public void What_is_changed_of_a_group_without_instances_is_told_as_it_is(string arguments, string check, string part)
    {
        using var shell = new Shell();
        var empty = shell.Simulator.AddScalingGroup("empty", 0).ScalingGroupId;
        var plan = shell.Run($"Get-EssRollingUpdatePlan {empty} {arguments}").Single<EssRollingUpdatePlan>();
        Assert.Contains(part, plan.Checks.Single(entry => entry.Name == check).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_resumed_at_the_end_is_told_as_it_was_asked_for()
    {
        using var shell = new Shell();
        shell.Simulator.SuspendProcesses(Shell.GroupId, "ScaleIn", "HealthCheck");
        var plan = shell.Run($"Get-EssRollingUpdatePlan {Shell.GroupId} -Script 'echo 1' -ResumeProcess ScaleIn, ScaleOut").Single<EssRollingUpdatePlan>();
        var check = plan.Checks.Single(entry => entry.Name == "Processes");
        Assert.Equal("ScaleIn is suspended now and will be resumed, as -ResumeProcess says. HealthCheck is suspended now and will stay so, as -ResumeProcess does not name it.", check.Detail);
        Assert.Equal(PlanCheckStatus.Warning, check.Status);
    }

    [Theory]
    [InlineData("-Script 'echo 1'", "-RollbackScript")]
    [InlineData("-Script 'echo 1' -RollbackScript 'echo 0' -CommandType RunBatScript -Force", "Windows")]
    [InlineData("-SourceUri https://h/a.tgz -DestinationPath /opt", "-RollbackSourceUri")]
    [InlineData("-BucketName releases -ObjectName a.tgz -DestinationPath /opt", "-RollbackObjectName")]
    public void An_update_that_could_not_be_taken_back_does_not_start_with_FailureAction_Rollback(string what, string said)
    {
        using var shell = new Shell();
        var error = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} {what} -FailureAction Rollback").Error("RollbackNotPossible");
        Assert.Contains(said, error.ToString() + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void A_package_of_several_versions_does_not_start_with_FailureAction_Rollback()
    {
        using var shell = new Shell();
        shell.Simulator.SetInstancePackage(shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId, "wordpress", "v2");
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -PackageName wordpress -PackageVersion v4 -FailureAction Rollback").Error("RollbackNotPossible");
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void A_group_that_comes_once_for_each_of_its_instances_is_updated_once()
    {
        using var shell = new Shell();
        var result = shell.Run($"Get-EssScalingInstance {Shell.GroupId} | Start-EssRollingUpdate -Script 'echo 1' -RollbackScript 'echo 0' -Wait");
        result.Single<OosExecution>();
        Assert.Single(result.Warnings, warning => warning.Contains("came more than once", StringComparison.Ordinal));
        Assert.Single(shell.Simulator.Executions);
    }

    [Fact]
    public void A_start_with_all_its_checks_takes_fifteen_calls()
    {
        using var shell = new Shell();
        shell.Simulator.ClearCalls();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 0'").WithoutErrors();
        Assert.Equal(15, shell.Simulator.Calls.Count);
    }
}

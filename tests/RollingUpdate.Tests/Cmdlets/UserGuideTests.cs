using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>The user guide from end to end: three updates and their rollbacks, each one line, over HTTP.</summary>
public class UserGuideTests
{
    [Fact]
    public void An_image_update_and_its_rollback()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -Wait").Single<OosExecution>();
        Assert.Equal("Success", update.Status);
        Assert.All(Instances(shell), instance => Assert.Equal((Shell.NewImage, "InService"), (instance.ImageId, instance.LifecycleState)));
        Assert.Equal(Shell.NewImage, Assert.Single(shell.Simulator.ScalingConfigurations).ImageId);

        var rollback = shell.Run("$In | Start-EssRollback -BatchNumber 2 -Wait -Confirm:$false", update).Single<OosExecution>();
        Assert.Equal("Success", rollback.Status);
        Assert.All(Instances(shell), instance => Assert.Equal((Shell.OldImage, "InService"), (instance.ImageId, instance.LifecycleState)));
        // The template's own rollback leaves the configuration with the new image.
        Assert.Equal(Shell.OldImage, Assert.Single(shell.Simulator.ScalingConfigurations).ImageId);
        Assert.Empty(Assert.Single(shell.Simulator.ScalingGroups).SuspendedProcesses);
    }

    [Fact]
    public void A_script_update_and_its_rollback()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script \"df -h`nifconfig\" -RollbackScript 'echo undone' -BatchNumber 2 -Wait").Single<OosExecution>();
        Assert.Equal("Success", update.Status);
        Assert.All(Instances(shell), instance => Assert.Equal("df -h\nifconfig", instance.ScriptHistory[^1]));
        Assert.Equal(5, ((object[])update.Outputs["commandOutputs"]!).Length);

        var rollback = shell.Run($"Start-EssRollback {update.ExecutionId} -Wait -Confirm:$false").Single<OosExecution>();
        Assert.Equal("Success", rollback.Status);
        Assert.All(Instances(shell), instance => Assert.Equal("echo undone", instance.ScriptHistory[^1]));
        Assert.All((object[])rollback.Outputs["commandOutputs"]!, output => Assert.StartsWith("undone", (string)output));
    }

    [Fact]
    public void A_package_update_and_its_rollback()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -PackageName wordpress -PackageVersion v4 -BatchNumber 2 -Wait").Single<OosExecution>();
        Assert.Equal("Success", update.Status);
        Assert.All(Instances(shell), instance => Assert.Equal("v4", instance.Packages["wordpress"]));

        var rollback = shell.Run($"Start-EssRollback {update.ExecutionId} -PackageVersion v3 -Wait -Confirm:$false").Single<OosExecution>();
        Assert.Equal("Success", rollback.Status);
        Assert.All(Instances(shell), instance => Assert.Equal("v3", instance.Packages["wordpress"]));
    }

    [Fact]
    public void A_batch_is_as_large_as_the_rule_says_and_no_more_is_out_of_service_at_a_time()
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 60' -BatchNumber 2").WithoutErrors();
        var most = 0;
        for (var i = 0; i < 60; i++)
        {
            shell.Simulator.Advance(System.TimeSpan.FromSeconds(5));
            most = System.Math.Max(most, Instances(shell).Count(instance => instance.LifecycleState == "Standby"));
        }

        Assert.Equal(3, most);
    }

    private static IReadOnlyList<SimulatedInstance> Instances(Shell shell) => shell.Simulator.InstancesOf(Shell.GroupId);
}

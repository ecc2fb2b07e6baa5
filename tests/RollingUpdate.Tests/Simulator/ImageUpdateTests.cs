using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class ImageUpdateTests : SimulatorTest
{
    [Fact]
    public void An_update_changes_every_instance_the_configuration_and_the_tags_and_leaves_nothing_suspended()
    {
        var id = StartImage();
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal((NewImage, "InService", "Running"), (i.ImageId, i.LifecycleState, i.Status)));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("oos:" + id, i.Tags["ess:rollingupdate"]));
        Assert.Equal(NewImage, Configuration.ImageId);
        Assert.Empty(Group.SuspendedProcesses);
        var outputs = Newtonsoft.Json.Linq.JObject.Parse((string)Execution(id)["Outputs"]!);
        Assert.Equal(Simulator.InstancesOf(GroupId).Select(i => i.SystemDiskId), outputs["commandOutputs"]!.Select(o => (string)o!));
    }

    [Fact]
    public void While_it_runs_the_processes_are_suspended_and_only_the_running_batch_is_standby()
    {
        var id = StartImage();
        Simulator.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("Running", Status(id));
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.Equal(3, CountOf("Standby"));
        Assert.Equal(NewImage, Configuration.ImageId);
    }

    [Fact]
    public void A_rollback_brings_the_image_of_the_instances_back_but_not_that_of_the_configuration()
    {
        var id = StartImage();
        Finish();
        var back = Start(ImageTemplate, new { invokeType = "rollback", scalingGroupId = GroupId, sourceExecutionId = id, sourceImageId = OldImage, batchNumber = 2 });
        Finish();

        Assert.Equal("Success", Status(back));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal((OldImage, "InService"), (i.ImageId, i.LifecycleState)));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("oos:" + id, i.Tags["ess:rollingupdate"]));
        Assert.Equal(NewImage, Configuration.ImageId);
        Assert.Empty(Group.SuspendedProcesses);
    }

    [Fact]
    public void A_loop_of_more_than_a_thousand_instances_fails_with_the_configuration_changed_and_no_instance_touched()
    {
        var group = Simulator.AddScalingGroup("large", 1001);
        string Update() => Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = group.ScalingGroupId, imageId = NewImage, scalingConfigurationId = group.ActiveScalingConfigurationId });
        SimulatedScalingGroup Now() => Simulator.ScalingGroups.Single(g => g.ScalingGroupId == group.ScalingGroupId);

        var id = Update();
        Finish();
        Assert.Equal(("Failed", "invokeByReplaceImage: the loop has 1001 items, 1000 at most are allowed."), (Status(id), Simulator.FindExecution(id)!.StatusMessage));
        Assert.Empty(Children(id));
        Assert.All(Simulator.InstancesOf(group.ScalingGroupId), i => Assert.Equal((OldImage, "InService", 0), (i.ImageId, i.LifecycleState, i.Tags.Count)));
        Assert.Equal(NewImage, Simulator.ScalingConfigurations.Single(c => c.ScalingConfigurationId == group.ActiveScalingConfigurationId).ImageId);
        Assert.Equal(AllProcesses, Now().SuspendedProcesses);

        Simulator.RemoveInstance(Simulator.InstancesOf(group.ScalingGroupId)[0].InstanceId);
        var allowed = Update();
        Finish();
        Assert.Equal("Success", Status(allowed));
        Assert.Empty(Now().SuspendedProcesses);
    }

    [Fact]
    public void An_unknown_image_fails_the_update_at_the_configuration_with_the_processes_left_suspended()
    {
        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, imageId = "m-none", scalingConfigurationId = Configuration.ScalingConfigurationId });
        Finish();

        Assert.Equal("Failed", Status(id));
        Assert.Contains("InvalidImageId.NotFound", Simulator.FindExecution(id)!.StatusMessage, StringComparison.Ordinal);
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.Equal(5, CountOf("InService"));
    }

    [Fact]
    public void Without_a_configuration_an_unknown_image_fails_the_first_batch_at_the_disk_and_leaves_it_stopped_in_standby()
    {
        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, imageId = "m-none", batchNumber = 5 });
        Finish();

        Assert.Equal("Failed", Status(id));
        Assert.Single(Simulator.InstancesOf(GroupId), i => i is { LifecycleState: "Standby", Status: "Stopped" });
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal(OldImage, i.ImageId));
        Assert.Single(Children(id));
    }

    [Theory]
    [InlineData("StopInstance", "Standby", "Running", OldImage)]
    [InlineData("ReplaceSystemDisk", "Standby", "Stopped", OldImage)]
    [InlineData("StartInstance", "Standby", "Stopped", NewImage)]
    [InlineData("ExitStandby", "Standby", "Running", NewImage)]
    [InlineData("EnterStandby", "InService", "Running", OldImage)]
    public void A_failing_step_leaves_the_instance_as_it_was_at_that_step(string step, string lifecycleState, string status, string image)
    {
        var victim = Simulator.InstancesOf(GroupId)[0].InstanceId;
        var fault = Simulator.AddInstanceFault(victim, step);
        var id = StartImage(batchNumber: 5);
        Finish();

        Assert.True(fault.IsUsedUp);
        Assert.Equal("Failed", Status(id));
        var left = Simulator.InstancesOf(GroupId)[0];
        Assert.Equal((lifecycleState, status, image), (left.LifecycleState, left.Status, left.ImageId));
        Assert.All(Simulator.InstancesOf(GroupId).Skip(1), i => Assert.Equal((OldImage, "InService"), (i.ImageId, i.LifecycleState)));
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.Equal(NewImage, Configuration.ImageId);
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Empty(i.Tags));
    }

    [Fact]
    public void MaxErrors_lets_the_update_go_on_and_tags_the_failed_instance_too()
    {
        var victim = Simulator.InstancesOf(GroupId)[1].InstanceId;
        Simulator.AddInstanceFault(victim, "ReplaceSystemDisk");
        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, imageId = NewImage, batchNumber = 5, maxErrors = 1 });
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.Equal(4, Simulator.InstancesOf(GroupId).Count(i => i.ImageId == NewImage));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("oos:" + id, i.Tags["ess:rollingupdate"]));
        Assert.Equal((5, 4, 1), Counters(id));
        Assert.Empty(Group.SuspendedProcesses);
        Assert.Equal(1, CountOf("Standby"));
    }

    [Fact]
    public void A_cancel_leaves_everything_where_it_is()
    {
        var id = StartImage();
        Simulator.Advance(TimeSpan.FromSeconds(30));
        Client.Call("oos", "CancelExecution", ("ExecutionId", id));
        Assert.Equal(0, (int)Execution(id)["Counters"]!["Running"]!);
        Finish();
        Assert.Equal(0, (int)Execution(id)["Counters"]!["Running"]!);

        Assert.Equal("Cancelled", Status(id));
        Assert.All(Children(id), c => Assert.Equal("Cancelled", (string?)c["Status"]));
        Assert.Equal(3, CountOf("Standby"));
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.Equal(NewImage, Configuration.ImageId);
    }

    [Fact]
    public void Protected_instances_are_chosen_by_the_parameter_and_protected_again()
    {
        var protectedOne = Simulator.AddInstance(GroupId, "Protected").InstanceId;
        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, imageId = NewImage, lifecycleState = new[] { "Protected" } });
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.Equal(protectedOne, (string?)Assert.Single(Children(id))["Parameters"]!["instanceId"]);
        var after = Simulator.Instances.Single(i => i.InstanceId == protectedOne);
        Assert.Equal((NewImage, "Protected"), (after.ImageId, after.LifecycleState));
    }

    [Fact]
    public void A_protected_instance_that_fails_has_lost_its_protection()
    {
        var victim = Simulator.AddInstance(GroupId, "Protected").InstanceId;
        Simulator.AddInstanceFault(victim, "EnterStandby");
        Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, imageId = NewImage, lifecycleState = new[] { "Protected" } });
        Finish();

        Assert.Equal("InService", Simulator.Instances.Single(i => i.InstanceId == victim).LifecycleState);
    }

    [Fact]
    public void An_empty_group_succeeds_and_nothing_is_touched()
    {
        var empty = Simulator.AddScalingGroup("empty", 0);
        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = empty.ScalingGroupId, imageId = NewImage, scalingConfigurationId = empty.ActiveScalingConfigurationId });
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.Empty(Children(id));
        Assert.Equal(OldImage, Simulator.ScalingConfigurations.Single(c => c.ScalingGroupId == empty.ScalingGroupId).ImageId);
    }

    [Fact]
    public void A_launch_template_group_takes_user_data_and_key_pair_from_its_version()
    {
        var template = Simulator.AddLaunchTemplate("web", OldImage, NewImage);
        var group = Simulator.AddScalingGroup(new() { ScalingGroupName = "lt", InstanceCount = 1, LaunchTemplateId = template, LaunchTemplateVersion = "Latest" });
        var instance = Assert.Single(Simulator.InstancesOf(group.ScalingGroupId)).InstanceId;
        var versions = Client.Call("ecs", "DescribeLaunchTemplateVersions", ("RegionId", "cn-hangzhou"), ("LaunchTemplateId", template))["LaunchTemplateVersionSets"]!["LaunchTemplateVersionSet"]!
            .ToDictionary(v => (int)v["VersionNumber"]!, v => (string)v["LaunchTemplateData"]!["UserData"]!);
        Assert.NotEqual(versions[1], versions[2]);
        Client.Call("ecs", "ModifyInstanceAttribute", ("InstanceId", instance), ("UserData", versions[1]));

        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = group.ScalingGroupId, imageId = NewImage });
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.Equal(versions[2], Assert.Single(Simulator.InstancesOf(group.ScalingGroupId)).UserData);
        var described = Client.Call("ecs", "DescribeInstances", ("RegionId", "cn-hangzhou"), ("InstanceIds", new JArray(instance)))["Instances"]!["Instance"]!.Single();
        Assert.Equal("ops", (string)described["KeyPairName"]!);
        var tasks = Client.Call("oos", "ListTaskExecutions", ("ExecutionId", (string)Children(id)[0]["ExecutionId"]!))["TaskExecutions"]!.Select(t => (string)t["TaskName"]!);
        Assert.Contains("describeLaunchTemplateVersions", tasks);
        Assert.DoesNotContain("describeScalingConfigurations", tasks);
    }

    [Fact]
    public void A_rollback_takes_every_child_of_the_source_also_the_failed_one_and_skips_what_is_gone()
    {
        var instances = Simulator.InstancesOf(GroupId).Select(i => i.InstanceId).ToArray();
        Simulator.AddInstanceFault(instances[2], "StartInstance");
        var id = StartImage(batchNumber: 5);
        Finish();
        Simulator.RemoveInstance(instances[0]);
        var back = Start(ImageTemplate, new { invokeType = "rollback", scalingGroupId = GroupId, sourceExecutionId = id, sourceImageId = OldImage });
        Finish();

        Assert.Equal("Failed", Status(id));
        Assert.Equal("Success", Status(back));
        Assert.Equal([instances[1], instances[2]], Children(back).Select(c => (string)c["Parameters"]!["instanceId"]!));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal((OldImage, "InService"), (i.ImageId, i.LifecycleState)));
        Assert.Empty(Group.SuspendedProcesses);
    }
}

using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class ScalingApiTests : SimulatorTest
{
    [Fact]
    public void The_newer_version_answers_flat_arrays_and_the_older_one_wrapped_ones()
    {
        Client.Call("ess", "SuspendProcesses", ("ScalingGroupId", GroupId), ("Processes.1", "ScaleIn"));
        Client.Call("ess2014", "SuspendProcesses", ("ScalingGroupId", GroupId), ("Process.1", "HealthCheck"));
        var flat = Client.Call("ess", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"), ("ScalingGroupIds.1", GroupId))["ScalingGroups"]![0]!;
        Assert.Equal(["ScaleIn", "HealthCheck"], flat["SuspendedProcesses"]!.Select(p => (string)p!));
        var wrapped = Client.Call("ess2014", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"), ("ScalingGroupId.1", GroupId))["ScalingGroups"]!["ScalingGroup"]![0]!;
        Assert.Equal(["ScaleIn", "HealthCheck"], wrapped["SuspendedProcesses"]!["SuspendedProcess"]!.Select(p => (string)p!));
        Assert.Equal("web", (string?)wrapped["ScalingGroupName"]);
    }

    [Fact]
    public void A_list_in_the_other_versions_name_is_not_seen()
    {
        var id = Simulator.InstancesOf(GroupId)[0].InstanceId;
        Assert.Equal("400 MissingParameter", Client.Error("ess", "EnterStandby", ("ScalingGroupId", GroupId), ("InstanceId.1", id)));
        Assert.Equal("400 MissingParameter", Client.Error("ess2014", "EnterStandby", ("ScalingGroupId", GroupId), ("InstanceIds.1", id)));
        Client.Call("ess2014", "EnterStandby", ("ScalingGroupId", GroupId), ("InstanceId.1", id));
        Client.Call("ess", "ExitStandBy", ("ScalingGroupId", GroupId), ("InstanceIds.1", id));
        Assert.Equal(5, CountOf("InService"));
    }

    [Fact]
    public void Standby_and_protection_have_their_errors()
    {
        var ids = Simulator.InstancesOf(GroupId).Select(i => i.InstanceId).ToArray();
        Assert.Equal("404 InvalidScalingGroupId.NotFound", Client.Error("ess", "EnterStandby", ("ScalingGroupId", "asg-none"), ("InstanceIds.1", ids[0])));
        Assert.Equal("404 InvalidInstanceId.NotFound", Client.Error("ess", "EnterStandby", ("ScalingGroupId", GroupId), ("InstanceIds.1", "i-none")));
        Assert.Equal("400 IncorrectInstanceStatus", Client.Error("ess", "ExitStandby", ("ScalingGroupId", GroupId), ("InstanceIds.1", ids[0])));
        Client.Call("ess", "SetInstancesProtection", ("ScalingGroupId", GroupId), ("InstanceIds.1", ids[0]), ("ProtectedFromScaleIn", true));
        Assert.Equal("400 IncorrectInstanceStatus", Client.Error("ess", "EnterStandby", ("ScalingGroupId", GroupId), ("InstanceIds.1", ids[0]), ("InstanceIds.2", ids[1])));
        Assert.Equal(4, CountOf("InService"));
        Assert.Equal("400 MissingParameter", Client.Error("ess", "SetInstancesProtection", ("ScalingGroupId", GroupId), ("InstanceIds.1", ids[0])));
        Simulator.ScaleOut(GroupId);
        Assert.Equal("400 IncorrectScalingGroupStatus", Client.Error("ess", "EnterStandby", ("ScalingGroupId", GroupId), ("InstanceIds.1", ids[1])));
    }

    [Fact]
    public void Processes_have_to_be_given_and_known()
    {
        Assert.Equal("400 MissingParameter", Client.Error("ess", "SuspendProcesses", ("ScalingGroupId", GroupId)));
        Assert.Equal("400 InvalidParameter", Client.Error("ess", "SuspendProcesses", ("ScalingGroupId", GroupId), ("Processes.1", "Everything")));
        Assert.Equal("404 InvalidScalingGroupId.NotFound", Client.Error("ess", "ResumeProcesses", ("ScalingGroupId", "asg-none"), ("Processes.1", "ScaleIn")));
    }

    [Fact]
    public void Instances_are_filtered_paged_and_unknown_ids_left_out()
    {
        Simulator.AddInstance(GroupId, "Standby");
        Simulator.AddInstance(GroupId, "InService", "Attached");
        Assert.Equal(7, Count());
        Assert.Equal(1, Count(("LifecycleStates.1", "Standby")));
        Assert.Equal(1, Count(("LifecycleState", "Standby")));
        Assert.Equal(1, Count(("CreationTypes.1", "Attached")));
        Assert.Equal(1, Count(("InstanceIds.1", Simulator.InstancesOf(GroupId)[0].InstanceId), ("InstanceIds.2", "i-none")));
        var page = Client.Call("ess", "DescribeScalingInstances", ("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId), ("PageNumber", 2), ("PageSize", 4));
        Assert.Equal((7, 3), ((int)page["TotalCount"]!, page["ScalingInstances"]!.Count()));
        Assert.Equal("400 InvalidParameter", Client.Error("ess", "DescribeScalingInstances", ("RegionId", "cn-hangzhou"), ("PageSize", 101)));
        Assert.Equal("400 MissingParameter", Client.Error("ess", "DescribeScalingInstances", ("ScalingGroupId", GroupId)));
        Assert.Equal("400 InvalidParameter", Client.Error("ess", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"), ("PageSize", 51)));
    }

    [Fact]
    public void Another_region_has_its_own_groups()
    {
        var far = Simulator.AddScalingGroup(new() { ScalingGroupName = "far", InstanceCount = 1, RegionId = "cn-beijing" });
        var answer = Client.Call("ess", "DescribeScalingGroups", ("RegionId", "cn-beijing"))["ScalingGroups"]!;
        Assert.Equal(far.ScalingGroupId, (string?)Assert.Single(answer)["ScalingGroupId"]);
        Assert.Single(Client.Call("ecs", "DescribeInstances", ("RegionId", "cn-beijing"))["Instances"]!["Instance"]!);
    }

    [Fact]
    public void A_scaling_activity_takes_its_time_and_is_listed()
    {
        Simulator.ScaleOut(GroupId, 2);
        Assert.Equal("InProgress", (string?)Client.Call("ess", "DescribeScalingActivities", ("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId), ("StatusCode", "InProgress"))["ScalingActivities"]![0]!["StatusCode"]);
        Assert.Equal(2, CountOf("Pending"));
        Simulator.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(7, CountOf("InService"));
        Assert.Empty(Client.Call("ess", "DescribeScalingActivities", ("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId), ("StatusCode", "InProgress"))["ScalingActivities"]!);
        Assert.Equal("400 MissingParameter", Client.Error("ess", "DescribeScalingActivities", ("RegionId", "cn-hangzhou")));
    }

    [Fact]
    public void Without_a_suspended_process_the_newer_version_leaves_the_list_out_and_the_older_gives_an_empty_one()
    {
        Assert.Null(Client.Call("ess", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"))["ScalingGroups"]![0]!["SuspendedProcesses"]);
        Assert.Empty(Client.Call("ess2014", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"))["ScalingGroups"]!["ScalingGroup"]![0]!["SuspendedProcesses"]!["SuspendedProcess"]!);
    }

    [Fact]
    public void A_group_that_the_service_itself_suspended_says_so()
    {
        bool Suspended() => (bool)Client.Call("ess", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"))["ScalingGroups"]![0]!["SystemSuspended"]!;
        Assert.False(Suspended());
        Simulator.SetSystemSuspended(GroupId);
        Assert.True(Suspended());
        Simulator.SetSystemSuspended(GroupId, false);
        Assert.False(Suspended());
    }

    [Fact]
    public void One_state_and_a_list_of_states_exclude_each_other()
    {
        (string, object?)[] call = [("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId), ("LifecycleState", "InService")];
        Client.Call("ess", "DescribeScalingInstances", call);
        Assert.Equal("400 InvalidParameter", Client.Error("ess", "DescribeScalingInstances", [.. call, ("LifecycleStates.1", "Standby")]));
    }

    [Fact]
    public void Pages_of_ECS_have_ten_items_at_least_and_go_on_by_their_token_alone()
    {
        for (var i = 0; i < 8; i++)
            Simulator.AddInstance(GroupId);
        var instances = Client.Call("ecs", "DescribeInstances", ("RegionId", "cn-hangzhou"), ("MaxResults", 2));
        Assert.Equal((10, 13), (instances["Instances"]!["Instance"]!.Count(), (int)instances["TotalCount"]!));
        Assert.Equal(3, Client.Call("ecs", "DescribeInstances", ("RegionId", "cn-hangzhou"), ("NextToken", (string)instances["NextToken"]!))["Instances"]!["Instance"]!.Count());

        Assert.Equal("400 InvalidParameter", Client.Error("ecs", "DescribeDisks", ("RegionId", "cn-hangzhou"), ("MaxResults", 9)));
        var disks = Client.Call("ecs", "DescribeDisks", ("RegionId", "cn-hangzhou"), ("MaxResults", 10));
        Assert.Equal(10, disks["Disks"]!["Disk"]!.Count());
        Assert.Equal(3, Client.Call("ecs", "DescribeDisks", ("RegionId", "cn-hangzhou"), ("NextToken", (string)disks["NextToken"]!))["Disks"]!["Disk"]!.Count());
    }

    [Fact]
    public void An_action_that_has_no_client_token_does_its_work_however_often_it_is_given_one()
    {
        var first = Simulator.InstancesOf(GroupId)[0].InstanceId;
        Client.Call("ecs", "StopInstance", ("InstanceId", first), ("ClientToken", "t"));
        Assert.Equal("403 IncorrectInstanceStatus", Client.Error("ecs", "StopInstance", ("InstanceId", first), ("ClientToken", "t")));
    }

    [Fact]
    public void A_suspended_process_rejects_the_activity_it_would_begin()
    {
        Simulator.SuspendProcesses(GroupId, "ScaleOut");
        Simulator.ScaleOut(GroupId, 2);
        var activity = Client.Call("ess", "DescribeScalingActivities", ("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId), ("StatusCode", "Rejected"))["ScalingActivities"]!.Single();
        Assert.Contains("ScaleOut", (string?)activity["StatusMessage"], StringComparison.Ordinal);
        Simulator.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, LifecycleStates().Length);
        Assert.False(Group.HasOpenActivity);

        Client.Call("ess", "ResumeProcesses", ("ScalingGroupId", GroupId), ("Processes.1", "ScaleOut"));
        Simulator.ScaleOut(GroupId, 2);
        Simulator.Advance(TimeSpan.FromHours(1));
        Assert.Equal(7, CountOf("InService"));
    }

    [Theory]
    [InlineData("CONTINUE", 7)]
    [InlineData("ABANDON", 5)]
    public void Instances_that_are_scaled_out_wait_for_a_hook_that_nobody_answers_until_its_time_is_over(string result, int left)
    {
        Client.Call("ess", "CreateLifecycleHook", ("ScalingGroupId", GroupId), ("LifecycleTransition", "SCALE_OUT"), ("LifecycleHookName", "h"), ("HeartbeatTimeout", 300), ("DefaultResult", result));
        Simulator.ScaleOut(GroupId, 2);
        Simulator.Advance(TimeSpan.FromSeconds(339));
        Assert.Equal((5, 2, true), (CountOf("InService"), CountOf("Pending:Wait"), Group.HasOpenActivity));
        Simulator.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((left, left, false), (CountOf("InService"), LifecycleStates().Length, Group.HasOpenActivity));
    }

    [Fact]
    public void The_same_client_token_does_the_work_once()
    {
        (string, object?)[] call = [("ScalingGroupId", GroupId), ("Processes.1", "ScaleIn"), ("ClientToken", "t")];
        Client.Call("ess", "SuspendProcesses", call);
        Client.Call("ess", "ResumeProcesses", ("ScalingGroupId", GroupId), ("Processes.1", "ScaleIn"));
        Client.Call("ess", "SuspendProcesses", call);
        Assert.Empty(Group.SuspendedProcesses);
        Assert.Equal("400 IdempotentParameterMismatch", Client.Error("ess", "SuspendProcesses", ("ScalingGroupId", GroupId), ("Processes.1", "ScaleOut"), ("ClientToken", "t")));
    }

    [Fact]
    public void The_image_of_a_configuration_can_be_changed_to_one_that_exists()
    {
        var id = Configuration.ScalingConfigurationId;
        Assert.Equal("404 InvalidImageId.NotFound", Client.Error("ess", "ModifyScalingConfiguration", ("ScalingConfigurationId", id), ("ImageId", "m-none")));
        Client.Call("ess", "ModifyScalingConfiguration", ("ScalingConfigurationId", id), ("ImageId", NewImage));
        var read = Client.Call("ess", "DescribeScalingConfigurations", ("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId))["ScalingConfigurations"]!;
        Assert.Equal(NewImage, (string?)Assert.Single(read)["ImageId"]);
        Assert.Equal(NewImage, Simulator.AddInstance(GroupId).ImageId);
    }

    [Fact]
    public void Lifecycle_hooks_can_be_made_read_changed_and_deleted()
    {
        Client.Call("ess", "CreateLifecycleHook", ("ScalingGroupId", GroupId), ("LifecycleTransition", "SCALE_OUT"), ("LifecycleHookName", "h"), ("NotificationMetadata", "a"));
        Assert.Equal("400 InvalidLifecycleHookName.Duplicate", Client.Error("ess", "CreateLifecycleHook", ("ScalingGroupId", GroupId), ("LifecycleTransition", "SCALE_OUT"), ("LifecycleHookName", "h")));
        Assert.Equal("400 InvalidParameter", Client.Error("ess", "ModifyLifecycleHook", ("ScalingGroupId", GroupId), ("LifecycleHookName", "h"), ("NotificationMetadata", new string('x', 4097))));
        Client.Call("ess", "ModifyLifecycleHook", ("ScalingGroupId", GroupId), ("LifecycleHookName", "h"), ("NotificationMetadata", "b"));
        var read = Client.Call("ess2014", "DescribeLifecycleHooks", ("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId));
        Assert.Equal("b", (string?)read["LifecycleHooks"]!["LifecycleHook"]![0]!["NotificationMetadata"]);
        Client.Call("ess", "DeleteLifecycleHook", ("LifecycleHookId", Group.LifecycleHooks[0].LifecycleHookId));
        Assert.Empty(Group.LifecycleHooks);
    }

    [Theory]
    [InlineData("ecs", "Region")]
    [InlineData("ess2014", "Region")]
    [InlineData("ess", null)]
    [InlineData("oos", null)]
    public void Regions_are_named_in_the_language_asked_for(string product, string? wrapper)
    {
        var answer = Client.Call(product, "DescribeRegions", ("AcceptLanguage", "en-US"))["Regions"]!;
        var regions = (JArray)(wrapper == null ? answer : answer[wrapper]!);
        Assert.Equal("China (Hangzhou)", (string?)regions.Single(r => (string?)r["RegionId"] == "cn-hangzhou")["LocalName"]);
        Assert.True(regions.Count > 20);
    }

    private int Count(params (string Name, object? Value)[] filters) =>
        (int)Client.Call("ess", "DescribeScalingInstances", [("RegionId", "cn-hangzhou"), ("ScalingGroupId", GroupId), .. filters])["TotalCount"]!;
}

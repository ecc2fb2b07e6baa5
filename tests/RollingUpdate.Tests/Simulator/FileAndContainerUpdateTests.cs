using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class FileAndContainerUpdateTests : SimulatorTest
{
    private const string FileTemplate = "ACS-ESS-RollingUpdateByDownloadFileAndRunCommand";
    private const string OssTemplate = "ACS-ESS-RollingUpdateByDownloadOSSFileAndRunCommand";
    private const string EciTemplate = "ACS-ESS-RollingUpdateByUpdateContainerGroup";

    [Fact]
    public void A_file_update_downloads_runs_keeps_a_hook_and_never_leaves_service()
    {
        var id = StartFile("invoke", script: "echo done");
        Simulator.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(5, CountOf("InService"));
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("https://x/new.tgz", i.Files["/opt/new/new.tgz"]));
        Assert.All(JObject.Parse((string)Execution(id)["Outputs"]!)["commandOutputs"]!, o => Assert.Equal("done\n", (string)o!));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("oos:" + id, i.Tags["ess:rollingupdate"]));
        var hook = Assert.Single(Group.LifecycleHooks);
        Assert.Equal(("ACS-ESS-LifeCycleDownloadFileAndRunCommand", "SCALE_OUT"), (hook.LifecycleHookName, hook.LifecycleTransition));
        Assert.Equal("https://x/new.tgz", (string?)JObject.Parse(hook.NotificationMetadata)["sourcePath"]);
    }

    [Fact]
    public void A_file_rollback_brings_the_old_file_and_changes_the_hook()
    {
        var id = StartFile("invoke");
        Finish();
        var back = StartFile("rollback", id);
        Finish();
        Assert.Equal("Success", Status(back));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Contains("/opt/old/old.tgz", i.Files.Keys));
        Assert.Equal("https://x/old.tgz", (string?)JObject.Parse(Assert.Single(Group.LifecycleHooks).NotificationMetadata)["sourcePath"]);
        Assert.Empty(Group.SuspendedProcesses);
    }

    [Fact]
    public void A_hook_of_the_name_that_was_for_scaling_in_is_made_one_for_scaling_out()
    {
        Client.Call("ess", "CreateLifecycleHook", ("ScalingGroupId", GroupId), ("LifecycleTransition", "SCALE_IN"), ("LifecycleHookName", "ACS-ESS-LifeCycleDownloadFileAndRunCommand"));
        StartFile("invoke");
        Finish();
        Assert.Equal("SCALE_OUT", Assert.Single(Group.LifecycleHooks).LifecycleTransition);
    }

    [Fact]
    public void An_instance_that_is_scaled_out_later_gets_the_file_and_the_script_before_it_goes_into_service()
    {
        StartFile("invoke", script: "echo done");
        Finish();
        Simulator.ScaleOut(GroupId);
        Simulator.Advance(TimeSpan.FromSeconds(42));
        Assert.Equal("Pending:Wait", LifecycleStates()[^1]);
        Finish();
        var added = Simulator.InstancesOf(GroupId)[^1];
        Assert.Equal(("InService", "echo done", "https://x/new.tgz"), (added.LifecycleState, Assert.Single(added.ScriptHistory), Assert.Single(added.Files).Value));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("echo \"not JSON\" any more")]
    public void A_hook_whose_script_fails_or_spoils_its_text_keeps_a_new_instance_waiting_for_ten_minutes(string script)
    {
        StartOss("invoke");
        Finish();
        var hook = Group.LifecycleHooks[0];
        var metadata = hook.NotificationMetadata.Replace("\"commandContent\":\"\"", $"\"commandContent\":\"{script}\"", StringComparison.Ordinal);
        Assert.NotEqual(hook.NotificationMetadata, metadata);
        Client.Call("ess", "ModifyLifecycleHook", ("LifecycleHookId", hook.LifecycleHookId), ("NotificationMetadata", metadata));
        Simulator.ScaleOut(GroupId);
        Simulator.Advance(TimeSpan.FromSeconds(639));
        Assert.Equal("Pending:Wait", LifecycleStates()[^1]);
        Simulator.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("InService", LifecycleStates()[^1]);
    }

    [Fact]
    public void A_script_with_quotes_breaks_the_json_of_the_hook_as_the_template_does()
    {
        StartFile("invoke", script: "echo \"hello\"");
        Finish();
        Assert.Throws<Newtonsoft.Json.JsonReaderException>(() => JObject.Parse(Group.LifecycleHooks[0].NotificationMetadata));
    }

    [Fact]
    public void A_script_too_long_for_the_hook_fails_before_anything_is_suspended()
    {
        var id = StartFile("invoke", script: "echo " + new string('x', 4096));
        Finish();
        Assert.Equal("Failed", Status(id));
        Assert.Empty(Group.SuspendedProcesses);
        Assert.Empty(Group.LifecycleHooks);
    }

    [Fact]
    public void An_empty_group_gets_the_hook_of_a_file_but_not_that_of_an_oss_object()
    {
        var empty = Simulator.AddScalingGroup("empty", 0).ScalingGroupId;
        StartFile("invoke", group: empty);
        Finish();
        Assert.Equal("ACS-ESS-LifeCycleDownloadFileAndRunCommand", Assert.Single(HooksOf(empty)));
        StartOss("invoke", group: empty);
        Finish();
        Assert.Single(HooksOf(empty));
    }

    [Fact]
    public void An_oss_update_keeps_its_hook_only_after_success()
    {
        Simulator.AddInstanceFault("*", "DownloadFile");
        var failed = StartOss("invoke");
        Finish();
        Assert.Equal("Failed", Status(failed));
        Assert.Empty(Group.LifecycleHooks);
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.Equal(5, CountOf("InService"));

        var id = StartOss("invoke");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("oss://b/new.tgz", i.Files["/opt/new/new.tgz"]));
        Assert.Equal("cn-hangzhou", (string?)Children(id)[0]["Parameters"]!["OSSRegion"]);
        var back = StartOss("rollback", id);
        Finish();
        Assert.Equal("Success", Status(back));
        Assert.Equal("old.tgz", (string?)JObject.Parse(Assert.Single(Group.LifecycleHooks).NotificationMetadata)["objectName"]);
    }

    [Fact]
    public void A_container_update_changes_groups_and_configuration_and_its_rollback_both_back()
    {
        var (group, configuration) = ContainerGroups();
        var id = StartEci(group, configuration, "invoke");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.All(Simulator.InstancesOf(group), i => Assert.Equal(["nginx:2", "sidecar:1"], Images(i.Containers)));
        Assert.Equal(["nginx:2", "sidecar:1"], Images(Simulator.ScalingConfigurations.Single(c => c.ScalingConfigurationId == configuration).Containers));
        Assert.All(Simulator.InstancesOf(group), i => Assert.Equal("InService", i.LifecycleState));
        Assert.All(Simulator.InstancesOf(group), i => Assert.Empty(i.Tags));
        Assert.Equal("{}", (string?)Execution(id)["Outputs"]);

        var back = StartEci(group, configuration, "rollback", id);
        Finish();
        Assert.Equal("Success", Status(back));
        Assert.All(Simulator.InstancesOf(group), i => Assert.Equal(["nginx:1", "sidecar:1"], Images(i.Containers)));
        Assert.Equal(["nginx:1", "sidecar:1"], Images(Simulator.ScalingConfigurations.Single(c => c.ScalingConfigurationId == configuration).Containers));
    }

    [Fact]
    public void A_rollback_takes_container_groups_the_newest_update_first_and_instances_in_the_order_of_the_update()
    {
        var (group, configuration) = ContainerGroups();
        var groups = Simulator.InstancesOf(group).Select(i => i.InstanceId);
        var id = StartEci(group, configuration, "invoke");
        Finish();
        var back = StartEci(group, configuration, "rollback", id);
        Finish();
        Assert.Equal(groups, Children(id).Select(InstanceIdOf));
        Assert.Equal(groups.Reverse(), Children(back).Select(InstanceIdOf));

        var file = StartFile("invoke");
        Finish();
        var fileBack = StartFile("rollback", file);
        Finish();
        Assert.Equal(Children(file).Select(InstanceIdOf), Children(fileBack).Select(InstanceIdOf));

        static string InstanceIdOf(JObject child) => (string)child["Parameters"]!["instanceId"]!;
    }

    [Fact]
    public void A_container_group_that_is_retried_while_standby_stays_standby()
    {
        var (group, configuration) = ContainerGroups();
        Simulator.AddInstanceFault(Simulator.InstancesOf(group)[0].InstanceId, "UpdateContainerGroup");
        var id = StartEci(group, configuration, "invoke", mode: "FailurePause");
        Finish();
        Notify(id, "RetryTask");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.Equal("Standby", Simulator.InstancesOf(group)[0].LifecycleState);
    }

    [Fact]
    public void An_empty_container_group_changes_only_the_configuration()
    {
        var group = Simulator.AddScalingGroup(new() { ScalingGroupName = "eci", GroupType = "ECI", InstanceCount = 0 });
        StartEci(group.ScalingGroupId, group.ActiveScalingConfigurationId!, "invoke");
        Finish();
        var read = Client.Call("ess", "DescribeEciScalingConfigurations", ("RegionId", "cn-hangzhou"), ("ScalingGroupId", group.ScalingGroupId))["ScalingConfigurations"]!;
        Assert.Equal("nginx:2", (string?)Assert.Single(read)["Containers"]![0]!["Image"]);
    }

    private string StartFile(string invokeType, string sourceExecutionId = "", string script = "true", string group = GroupId) => Start(FileTemplate, new
    {
        invokeType,
        scalingGroupId = group,
        sourceExecutionId,
        invokeSourcePath = "https://x/new.tgz",
        invokeDestinationDir = "/opt/new",
        invokeScript = script,
        rollbackSourcePath = "https://x/old.tgz",
        rollbackDestinationDir = "/opt/old/",
        batchNumber = 2,
    });

    private string StartOss(string invokeType, string sourceExecutionId = "", string group = GroupId) => Start(OssTemplate, new
    {
        invokeType,
        scalingGroupId = group,
        sourceExecutionId,
        invokeBucketName = "b",
        invokeObjectName = "new.tgz",
        invokeDestinationDir = "/opt/new",
        rollbackBucketName = "b",
        rollbackObjectName = "old.tgz",
        rollbackDestinationDir = "/opt/old",
    });

    private string StartEci(string group, string configuration, string invokeType, string sourceExecutionId = "", string mode = "Automatic")
    {
        var parameters = new
        {
            invokeType,
            scalingGroupId = group,
            sourceExecutionId,
            scalingConfigurationId = configuration,
            containerConfigure = new[] { new { Name = "web", Image = "nginx:2" } },
            sourceContainerConfigure = new[] { new { Name = "web", Image = "nginx:1" } },
        };
        return Start(EciTemplate, parameters, ("Mode", mode));
    }

    private (string Group, string Configuration) ContainerGroups()
    {
        var group = Simulator.AddScalingGroup(new() { ScalingGroupName = "eci", GroupType = "ECI", InstanceCount = 3 });
        Simulator.SetContainers(group.ScalingGroupId, """{"Name":"web","Image":"nginx:1"}""", """{"Name":"side","Image":"sidecar:1"}""");
        return (group.ScalingGroupId, group.ActiveScalingConfigurationId!);
    }

    private string[] HooksOf(string group) => Simulator.ScalingGroups.Single(g => g.ScalingGroupId == group).LifecycleHooks.Select(h => h.LifecycleHookName).ToArray();

    private static string[] Images(System.Collections.Generic.IEnumerable<string> containers) => containers.Select(c => (string)JObject.Parse(c)["Image"]!).ToArray();
}

using System;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class ScriptUpdateTests : SimulatorTest
{
    [Fact]
    public void An_update_runs_the_script_everywhere_and_gives_the_outputs()
    {
        var id = StartScript("df -h\necho hello");
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("df -h\necho hello", Assert.Single(i.ScriptHistory)));
        var outputs = JObject.Parse((string)Execution(id)["Outputs"]!)["commandOutputs"]!;
        Assert.Equal(5, outputs.Count());
        Assert.All(outputs, o => Assert.Equal("simulated: df -h\nhello\n", (string)o!));
        Assert.Equal(5, CountOf("InService"));
        Assert.Empty(Group.SuspendedProcesses);
    }

    [Fact]
    public void A_script_that_exits_with_another_code_leaves_its_instances_standby_and_everything_suspended()
    {
        var id = StartScript("echo broken\nexit 3");
        Finish();

        Assert.Equal("Failed", Status(id));
        Assert.Equal(3, CountOf("Standby"));
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.All(Children(id), c => Assert.Contains("exit code 3", (string?)c["StatusMessage"], StringComparison.Ordinal));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Empty(i.Tags));
    }

    [Fact]
    public void A_rollback_runs_the_rollback_script_as_a_shell_script()
    {
        var id = StartScript("echo new");
        Finish();
        var back = Start(ScriptTemplate, new { invokeType = "rollback", scalingGroupId = GroupId, sourceExecutionId = id, rollbackScript = "echo old", commandType = "RunBatScript" });
        Finish();

        Assert.Equal("Success", Status(back));
        Assert.All(Children(back), c => Assert.Equal("RunShellScript", (string?)c["Parameters"]!["commandType"]));
        Assert.All(Children(back), c => Assert.Equal("true", (string?)c["Parameters"]!["rollBack"]));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal(["echo new", "echo old"], i.ScriptHistory));
    }

    [Fact]
    public void A_rollback_of_a_failed_update_puts_the_instances_back_into_service_and_resumes()
    {
        var id = StartScript("false");
        Finish();
        var back = Start(ScriptTemplate, new { invokeType = "rollback", scalingGroupId = GroupId, sourceExecutionId = id, rollbackScript = "true" });
        Finish();

        Assert.Equal("Success", Status(back));
        Assert.Equal(5, CountOf("InService"));
        Assert.Empty(Group.SuspendedProcesses);
        Assert.Equal(3, Children(back).Length);
    }

    [Fact]
    public void A_rollback_without_a_script_is_refused_by_ECS_and_leaves_its_first_batch_standby()
    {
        var id = StartScript("echo new");
        Finish();
        var back = Start(ScriptTemplate, new { invokeType = "rollback", scalingGroupId = GroupId, sourceExecutionId = id, batchNumber = 2 });
        Finish();

        Assert.Equal("Failed", Status(back));
        Assert.All(Children(back), c => Assert.Contains("MissingParameter: runCommand: The input parameter \"CommandContent\"", (string?)c["StatusMessage"], StringComparison.Ordinal));
        Assert.Equal(3, CountOf("Standby"));
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("echo new", Assert.Single(i.ScriptHistory)));
    }

    [Fact]
    public void A_script_of_more_than_18_KB_is_refused_by_ECS_with_its_instances_standby()
    {
        var largest = StartScript(new string('#', (18 * 1024) - 2) + "é");
        Finish();
        Assert.Equal("Success", Status(largest));

        var larger = StartScript(new string('#', (18 * 1024) - 1) + "é");
        Finish();
        Assert.Equal("Failed", Status(larger));
        Assert.All(Children(larger), c => Assert.StartsWith("CmdContent.ExceedLimit", (string?)c["StatusMessage"], StringComparison.Ordinal));
        Assert.Equal(3, CountOf("Standby"));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Single(i.ScriptHistory));
    }

    [Fact]
    public void A_source_that_suspended_nothing_cannot_be_rolled_back()
    {
        var id = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, invokeScript = "true", enterProcess = Array.Empty<string>(), exitProcess = Array.Empty<string>() });
        Finish();
        var back = Start(ScriptTemplate, new { invokeType = "rollback", scalingGroupId = GroupId, sourceExecutionId = id, rollbackScript = "true" });
        Finish();

        Assert.Equal("Success", Status(id));
        Assert.Equal("Failed", Status(back));
        Assert.Contains("MissingParameter", Simulator.FindExecution(back)!.StatusMessage, StringComparison.Ordinal);
        Assert.Empty(Children(back));
    }

    [Fact]
    public void Only_the_processes_of_the_parameters_are_suspended_and_resumed()
    {
        var group = Simulator.AddScalingGroup(new() { ScalingGroupName = "g", InstanceCount = 1, SuspendedProcesses = ["AlarmNotification"] }).ScalingGroupId;
        Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = group, invokeScript = "true", enterProcess = new[] { "ScaleIn", "ScaleOut" }, exitProcess = new[] { "ScaleIn", "ScaleOut" } });
        Simulator.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["ScaleIn", "ScaleOut", "AlarmNotification"], Simulator.ScalingGroups.Single(g => g.ScalingGroupId == group).SuspendedProcesses);
        Finish();
        Assert.Equal(["AlarmNotification"], Simulator.ScalingGroups.Single(g => g.ScalingGroupId == group).SuspendedProcesses);
    }

    [Fact]
    public void Managed_and_standby_instances_are_left_out_and_attached_ones_are_not()
    {
        var group = Simulator.AddScalingGroup(new() { ScalingGroupName = "g", InstanceCount = 1, AttachedCount = 1, StandbyCount = 1 }).ScalingGroupId;
        Simulator.AddInstance(group, "InService", "Managed");
        var id = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = group, invokeScript = "true" });
        Finish();

        Assert.Equal(["AutoCreated", "Attached"], Simulator.InstancesOf(group).Where(i => i.ScriptHistory.Count > 0).Select(i => i.CreationType));
        Assert.Equal(2, Children(id).Length);
    }

    [Fact]
    public void A_busy_group_is_waited_for_by_the_rule_of_the_template()
    {
        Simulator.ScaleOut(GroupId);
        var id = StartScript("true", batchNumber: 1);
        Simulator.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("Running", Status(id));
        Assert.Equal(0, CountOf("Standby"));
        Finish();
        Assert.Equal("Success", Status(id));
    }

    [Fact]
    public void A_group_that_stays_inactive_fails_the_update_after_thirty_tries()
    {
        Simulator.SetScalingGroupState(GroupId, "Inactive");
        var id = StartScript("true");
        Simulator.Advance(TimeSpan.FromSeconds(290));
        Assert.Equal("Running", Status(id));
        Finish();
        Assert.Equal("Failed", Status(id));
        Assert.Equal(5, CountOf("InService"));
    }

    [Fact]
    public void A_load_balancer_that_is_still_busy_is_asked_again()
    {
        var fault = Simulator.AddInstanceFault(new("*", "EnterStandby") { Count = 3, Code = "BackendServer.configuring" });
        var id = StartScript("true");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.True(fault.IsUsedUp);
    }

    [Fact]
    public void A_hanging_instance_keeps_the_update_running_until_it_is_cancelled()
    {
        Simulator.AddInstanceFault(new("*", "RunCommand") { Outcome = RollingUpdate.Simulator.SimulatorInstanceFaultOutcome.Hang });
        var id = StartScript("true");
        Finish();
        Assert.Equal("Running", Status(id));
        Client.Call("oos", "CancelExecution", ("ExecutionId", id));
        Finish();
        Assert.Equal("Cancelled", Status(id));
        Assert.Equal(1, CountOf("Standby"));
    }

    [Fact]
    public void A_script_that_takes_longer_than_ten_minutes_fails()
    {
        var id = StartScript("sleep 601");
        Finish();
        Assert.Equal("Failed", Status(id));
        Assert.Contains("Timeout", Simulator.FindExecution(id)!.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_permission_fails_inside_the_execution_as_it_would_in_the_cloud()
    {
        Simulator.DenyAction(Simulator.AccessKeyId, "ess:EnterStandby");
        var id = StartScript("true");
        Finish();
        Assert.Equal("Failed", Status(id));
        Assert.Contains("Forbidden.RAM", Simulator.FindExecution(id)!.StatusMessage, StringComparison.Ordinal);
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
    }

    [Fact]
    public void A_role_lends_its_permissions_and_an_unknown_one_fails_at_once()
    {
        Simulator.DenyAction(Simulator.AccessKeyId, "ess:EnterStandby");
        var withRole = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, invokeScript = "true", OOSAssumeRole = "OOSServiceRole" });
        var unknown = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, invokeScript = "true", OOSAssumeRole = "NoSuchRole" });
        Finish();
        Assert.Equal("Success", Status(withRole));
        Assert.Equal("OOSServiceRole", (string?)Execution(withRole)["RamRole"]);
        Assert.Equal("Failed", Status(unknown));
    }

    [Fact]
    public void RunCommand_of_a_caller_can_be_read_as_base64_and_as_text()
    {
        var instance = Simulator.InstancesOf(GroupId)[0].InstanceId;
        var invoke = (string)Client.Call("ecs", "RunCommand", ("RegionId", "cn-hangzhou"), ("Type", "RunShellScript"), ("CommandContent", "echo 中文"), ("InstanceId.1", instance))["InvokeId"]!;
        Assert.Equal("Running", (string?)Client.Call("ecs", "DescribeInvocations", ("RegionId", "cn-hangzhou"), ("InvokeId", invoke))["Invocations"]!["Invocation"]![0]!["InvokeStatus"]);
        Finish();
        var result = Client.Call("ecs", "DescribeInvocationResults", ("RegionId", "cn-hangzhou"), ("InvokeId", invoke))["Invocation"]!["InvocationResults"]!["InvocationResult"]![0]!;
        Assert.Equal("中文\n", Encoding.UTF8.GetString(Convert.FromBase64String((string)result["Output"]!)));
        Assert.Equal(0, (int)result["ExitCode"]!);
        var text = Client.Call("ecs", "DescribeInvocationResults", ("RegionId", "cn-hangzhou"), ("InvokeId", invoke), ("ContentEncoding", "PlainText"));
        Assert.Equal("中文\n", (string?)text["Invocation"]!["InvocationResults"]!["InvocationResult"]![0]!["Output"]);
    }
}

using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class PauseTests : SimulatorTest
{
    [Fact]
    public void EveryBatchPause_waits_after_each_batch_but_the_last_and_goes_on_when_approved()
    {
        var id = StartScript("true", batchNumber: 3, batchPauseOption: "EveryBatchPause");
        Finish();
        Assert.Equal("Waiting", Status(id));
        Assert.Equal(2, Children(id).Length);
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Notify(id, "Approve");
        Finish();
        Assert.Equal("Waiting", Status(id));
        Assert.Equal(4, Children(id).Length);
        Notify(id, "Approve");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.Equal(5, Children(id).Length);
    }

    [Fact]
    public void FirstBatchPause_waits_once()
    {
        var id = StartScript("true", batchNumber: 3, batchPauseOption: "FirstBatchPause");
        Finish();
        Assert.Equal("Waiting", Status(id));
        Assert.Contains("Batch 1 of 3", (string?)Execution(id)["StatusMessage"], StringComparison.Ordinal);
        Notify(id, "Approve");
        Finish();
        Assert.Equal("Success", Status(id));
    }

    [Fact]
    public void LoopMode_overrides_the_pause_of_the_parameters()
    {
        var id = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, invokeScript = "true", batchNumber = 2 }, ("LoopMode", "EveryBatchPause"));
        Finish();
        Assert.Equal("Waiting", Status(id));
    }

    [Fact]
    public void A_rejected_pause_fails_the_execution_and_leaves_it_as_it_is()
    {
        var id = StartScript("true", batchPauseOption: "EveryBatchPause");
        Finish();
        Notify(id, "Reject");
        Finish();
        Assert.Equal("Failed", Status(id));
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.Equal(3, Children(id).Length);
    }

    [Fact]
    public void A_paused_execution_can_be_cancelled()
    {
        var id = StartScript("true", batchPauseOption: "EveryBatchPause");
        Finish();
        Client.Call("oos", "CancelExecution", ("ExecutionId", id));
        Assert.Equal("Cancelled", Status(id));
        Assert.Equal("400 InvalidExecutionStatus", Client.Error("oos", "NotifyExecution", ("ExecutionId", id), ("NotifyType", "Approve")));
        Assert.Equal("400 InvalidExecutionStatus", Client.Error("oos", "CancelExecution", ("ExecutionId", id)));
    }

    [Fact]
    public void FailurePause_waits_instead_of_failing_and_a_retry_ends_standby()
    {
        Simulator.AddInstanceFault(Simulator.InstancesOf(GroupId)[0].InstanceId, "RunCommand");
        var id = StartScript("true", mode: "FailurePause");
        Finish();
        Assert.Equal("Waiting", Status(id));
        Assert.Equal(1, CountOf("Standby"));
        Assert.Equal("Failed", (string?)Children(id)[0]["Status"]);
        Notify(id, "RetryTask");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.Equal(5, CountOf("InService"));
        Assert.Equal((5, 5, 0), Counters(id));
        Assert.Equal(5, Children(id).Length);
    }

    [Fact]
    public void A_skipped_instance_counts_as_a_success_and_stays_standby()
    {
        Simulator.AddInstanceFault(Simulator.InstancesOf(GroupId)[0].InstanceId, "RunCommand");
        var id = StartScript("true", mode: "FailurePause");
        Finish();
        Notify(id, "SkipTask");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.Equal(1, CountOf("Standby"));
        Assert.Equal((5, 5, 0), Counters(id));
    }

    [Fact]
    public void A_cancelled_task_counts_as_a_failure_and_the_update_goes_on()
    {
        Simulator.AddInstanceFault(Simulator.InstancesOf(GroupId)[0].InstanceId, "RunCommand");
        var id = StartScript("true", batchNumber: 5, mode: "FailurePause");
        Finish();
        Notify(id, "CancelTask");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.Equal((5, 4, 1), Counters(id));
    }

    [Fact]
    public void One_of_two_failed_instances_can_be_named_by_its_task_or_by_its_own_execution()
    {
        var victims = Simulator.InstancesOf(GroupId).Take(2).Select(i => i.InstanceId).ToArray();
        foreach (var victim in victims)
            Simulator.AddInstanceFault(victim, "RunCommand");
        var id = StartScript("true", mode: "FailurePause");
        Finish();
        var failed = Client.Call("oos", "ListTaskExecutions", ("ExecutionId", id), ("IncludeChildTaskExecution", true), ("Status", "Failed"), ("SortOrder", "Ascending"))["TaskExecutions"]!.ToArray();
        Assert.Equal(2, failed.Length);
        Notify(id, "RetryTask", (string)failed[0]["TaskExecutionId"]!);
        Finish();
        Assert.Equal("Waiting", Status(id));
        Assert.Equal((5, 2, 1), Counters(id));
        Notify((string)failed[1]["ChildExecutionId"]!, "RetryTask");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.Equal((5, 5, 0), Counters(id));
    }

    [Fact]
    public void What_had_not_begun_when_the_failure_came_begins_after_it_is_settled()
    {
        var group = Simulator.AddScalingGroup("big", 50).ScalingGroupId;
        Simulator.AddInstanceFault(Simulator.InstancesOf(group)[0].InstanceId, "EnterStandby");
        var id = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = group, invokeScript = "true", batchNumber = 1 }, ("Mode", "FailurePause"));
        Finish();
        Assert.Equal("Waiting", Status(id));
        Assert.Equal(20, Children(id).Length);
        Notify(id, "RetryTask");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.Equal(50, Children(id).Length);
    }

    [Fact]
    public void A_task_of_the_update_itself_that_fails_can_be_retried()
    {
        Simulator.DenyAction(Simulator.AccessKeyId, "ess:SuspendProcesses");
        var id = StartScript("true", mode: "FailurePause");
        Finish();
        Assert.Equal("Waiting", Status(id));
        Simulator.DenyAction(Simulator.AccessKeyId);
        Notify(id, "RetryTask");
        Finish();
        Assert.Equal("Success", Status(id));
    }

    [Theory]
    [InlineData("Automatic", "Failed")]
    [InlineData("FailurePause", "Waiting")]
    public void Tagging_that_fails_leaves_updated_instances_and_suspended_processes(string mode, string status)
    {
        Simulator.DenyAction(Simulator.AccessKeyId, "ecs:TagResources");
        var id = StartScript("true", mode: mode);
        Finish();
        Assert.Equal(status, Status(id));
        Assert.Equal(AllProcesses, Group.SuspendedProcesses);
        Assert.Equal((5, 5, 0), Counters(id));
        if (status == "Failed")
            return;
        Simulator.DenyAction(Simulator.AccessKeyId);
        Notify(id, "RetryTask");
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("oos:" + id, i.Tags["ess:rollingupdate"]));
    }

    [Fact]
    public void A_notification_that_does_not_fit_the_pause_is_refused()
    {
        var id = StartScript("true", batchPauseOption: "EveryBatchPause");
        Assert.Equal("400 InvalidExecutionStatus", Client.Error("oos", "NotifyExecution", ("ExecutionId", id), ("NotifyType", "Approve")));
        Finish();
        Assert.Equal("400 InvalidNotifyType", Client.Error("oos", "NotifyExecution", ("ExecutionId", id), ("NotifyType", "RetryTask")));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "NotifyExecution", ("ExecutionId", id), ("NotifyType", "GoOn")));
        Assert.Equal("404 EntityNotExists.Execution", Client.Error("oos", "NotifyExecution", ("ExecutionId", "exec-none"), ("NotifyType", "Approve")));
    }

    [Fact]
    public void A_high_risk_action_is_confirmed_first_when_asked_for()
    {
        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, imageId = NewImage }, ("SafetyCheck", "ConfirmEveryHighRiskAction"));
        Finish();
        Assert.Equal("Waiting", Status(id));
        Assert.Empty(Children(id));
        Notify(id, "Approve");
        Finish();
        Assert.Equal("Success", Status(id));
    }

    [Fact]
    public void The_pause_after_the_last_batch_can_be_switched_on()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, InstanceCount = 1, PauseAfterLastBatch = true });
        using var client = new SimulatorClient(simulator);
        client.Call("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", JObject.FromObject(new { invokeType = "invoke", scalingGroupId = GroupId, invokeScript = "true", batchPauseOption = "EveryBatchPause" })));
        simulator.Advance(TimeSpan.FromDays(1));
        Assert.Equal("Waiting", simulator.Executions[0].Status);
    }

    [Fact]
    public void At_most_twenty_instances_of_a_batch_are_worked_on_at_once()
    {
        var group = Simulator.AddScalingGroup("big", 45).ScalingGroupId;
        var id = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = group, invokeScript = "true", batchNumber = 1 });
        var most = 0;
        for (var seconds = 0; Status(id) == "Running"; seconds++)
        {
            Assert.True(seconds < 3600, "It does not end.");
            Simulator.Advance(TimeSpan.FromSeconds(1));
            most = Math.Max(most, Simulator.InstancesOf(group).Count(i => i.LifecycleState == "Standby"));
        }

        Assert.Equal("Success", Status(id));
        Assert.Equal(20, most);
    }
}

using System;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class WaitTests
{
    [Fact]
    public void A_failed_update_is_given_and_is_an_error_that_names_instance_task_and_message()
    {
        using var shell = new Shell();
        var instance = shell.Simulator.InstancesOf(Shell.GroupId)[1].InstanceId;
        shell.Simulator.AddInstanceFault(instance, "RunCommand");
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 5 -Wait");
        var execution = Assert.IsType<OosExecution>(Assert.Single(result.Output).BaseObject);
        Assert.Equal("Failed", execution.Status);
        var error = result.Error("ExecutionFailed");
        Assert.Same(execution, error.TargetObject);
        foreach (var part in new[] { instance, "runCommand", $"Start-EssRollback {execution.ExecutionId}" })
            Assert.Contains(part, error.AllText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Error_action_stop_stops_a_runbook()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId, "RunCommand");
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -Wait -ErrorAction Stop; 'went on'");
        Assert.NotNull(result.Terminating);
        Assert.DoesNotContain(result.Output, item => item.BaseObject is "went on");
    }

    [Fact]
    public void A_cancelled_update_is_an_error_too()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 500'").Single<OosExecution>();
        shell.Run("Stop-OosExecution $In -Confirm:$false", update.ExecutionId).WithoutErrors();
        var result = shell.Run("Wait-OosExecution $In", update.ExecutionId);
        Assert.Equal("Cancelled", Assert.IsType<OosExecution>(Assert.Single(result.Output).BaseObject).Status);
        result.Error("ExecutionFailed");
    }

    [Fact]
    public void A_time_out_ends_only_the_wait()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 500'").Single<OosExecution>();
        var error = shell.Run("Wait-OosExecution $In -Timeout 60", update.ExecutionId).Error("WaitTimedOut");
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal("Running", shell.Simulator.FindExecution(update.ExecutionId)!.Status);
        Assert.InRange(shell.Home.Clock.Elapsed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
    }

    [Fact]
    public void A_pause_is_told_and_ends_the_wait_where_that_is_asked_for()
    {
        using var shell = new Shell();
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -BatchPauseOption FirstBatchPause | Wait-OosExecution -Until Waiting");
        var paused = result.Single<OosExecution>();
        Assert.Equal("Waiting", paused.Status);
        Assert.Contains($"pauses after batch 1 of 2. Go on with: Resume-OosExecution {paused.ExecutionId}", Assert.Single(result.Warnings), StringComparison.Ordinal);

        shell.Run("Resume-OosExecution $In -Action Retry", paused.ExecutionId).Error("WrongResumeAction");
        shell.Run("$In | Resume-OosExecution", paused).WithoutErrors();
        Assert.Equal("Success", shell.Run("Wait-OosExecution $In", paused.ExecutionId).Single<OosExecution>().Status);
        shell.Run("Resume-OosExecution $In", paused.ExecutionId).Error("ExecutionNotWaiting");
    }

    [Theory]
    [InlineData("Retry", "Success")]
    [InlineData("Skip", "Success")]
    public void A_failure_pause_is_retried_or_skipped(string action, string status)
    {
        using var shell = new Shell();
        var instance = shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;
        shell.Simulator.AddInstanceFault(instance, "RunCommand");
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -FailureAction Pause | Wait-OosExecution -Until Waiting");
        var paused = result.Single<OosExecution>();
        Assert.Contains("because 1 of 5 instances failed", Assert.Single(result.Warnings), StringComparison.Ordinal);
        shell.Run("Resume-OosExecution $In", paused.ExecutionId).Error("WrongResumeAction");

        shell.Run($"Resume-OosExecution $In -Action {action} -PassThru", paused.ExecutionId).WithoutErrors();

        Assert.Equal(status, shell.Run("Wait-OosExecution $In", paused.ExecutionId).Single<OosExecution>().Status);
        Assert.Equal(action == "Skip" ? "Standby" : "InService", shell.Simulator.InstancesOf(Shell.GroupId).Single(i => i.InstanceId == instance).LifecycleState);
    }

    [Fact]
    public void A_retry_names_only_the_newest_run_of_what_failed()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId, "RunCommand", count: 2);
        var paused = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -FailureAction Pause | Wait-OosExecution -Until Waiting").Single<OosExecution>();
        shell.Run("Resume-OosExecution $In -Action Retry; Wait-OosExecution $In -Until Waiting", paused.ExecutionId).WithoutErrors();
        shell.Run("Resume-OosExecution $In -Action Retry", paused.ExecutionId).WithoutErrors();
        // One run is named alone, several would be in TaskExecutionIds.
        Assert.Equal(2, shell.Simulator.Calls.Where(call => call.Action == "NotifyExecution").Select(call => call.Parameters["TaskExecutionId"]).Distinct().Count());
        Assert.Equal("Success", shell.Run("Wait-OosExecution $In", paused.ExecutionId).Single<OosExecution>().Status);
    }

    [Fact]
    public void What_a_cancel_leaves_is_told_as_it_is()
    {
        using var shell = new Shell();
        var file = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -SourceUri https://x/2 -DestinationPath /a -RollbackSourceUri https://x/1 -Script 'sleep 100'").Single<OosExecution>();
        shell.Simulator.Advance(TimeSpan.FromSeconds(30));
        var stopped = Assert.Single(shell.Run("Stop-OosExecution $In -Confirm:$false", file.ExecutionId).WithoutErrors().Warnings);
        Assert.DoesNotContain("Standby", stopped, StringComparison.Ordinal);
        Assert.Contains($"Start-EssRollback {file.ExecutionId}", stopped, StringComparison.Ordinal);
        var rollback = shell.Run("Start-EssRollback $In -Confirm:$false", file.ExecutionId).Single<OosExecution>();
        var left = Assert.Single(shell.Run("Stop-OosExecution $In -Confirm:$false", rollback.ExecutionId).WithoutErrors().Warnings);
        Assert.Contains($"Start-EssRollback {file.ExecutionId}, or only put right what is left: Repair-EssScalingGroup {Shell.GroupId}", left, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NotifyExecution", SimulatorFaultKind.LoseReply)]
    [InlineData("NotifyExecution", SimulatorFaultKind.Drop)]
    [InlineData("NotifyExecution", SimulatorFaultKind.ServerError)]
    public void A_resume_whose_answer_is_lost_passes_one_pause_and_not_two(string action, SimulatorFaultKind fault)
    {
        using var shell = new Shell();
        var paused = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 3 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting").Single<OosExecution>();
        shell.Simulator.AddFault(action, fault, 1);
        shell.Run("Resume-OosExecution $In", paused.ExecutionId).WithoutErrors();
        var next = shell.Run("Wait-OosExecution $In -Until Waiting", paused.ExecutionId).Single<OosExecution>();
        Assert.Equal(("Waiting", 4L), (next.Status, next.Counters["Success"]));
    }

    [Fact]
    public void Progress_is_completed_and_each_batch_is_told_without_it()
    {
        using var shell = new Shell();
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 30' -BatchNumber 3 -Wait -Verbose");
        result.WithoutErrors();
        Assert.Contains(result.Verbose, line => line.Contains("batch 2 of 3 done", StringComparison.Ordinal));
        Assert.Contains(result.Information, line => line.Contains("is Success after", StringComparison.Ordinal));
        var open = result.Progress.GroupBy(record => record.ActivityId).Where(group => group.Last().RecordType != ProgressRecordType.Completed);
        Assert.NotEmpty(result.Progress);
        Assert.Empty(open);
        Assert.Contains(result.Progress, record => record.StatusDescription.Contains("batch 1 of 3", StringComparison.Ordinal));
        Assert.Contains(result.Progress, record => record.ParentActivityId >= 0 && record.Activity.StartsWith("i-", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_at_once_are_watched_together()
    {
        using var shell = new Shell(new SimulatorOptions { InstanceCount = 1 });
        for (var i = 0; i < 20; i++)
            shell.Simulator.AddScalingGroup($"group{i}", 1);
        var started = shell.Run("Get-EssScalingGroup group* | Start-EssRollingUpdate -Script 'sleep 100' -BatchNumber 1").All<OosExecution>();
        Assert.Equal(20, started.Count);
        shell.Simulator.ClearCalls();
        var ended = shell.Run("$In | Wait-OosExecution -PollingInterval 10", started).All<OosExecution>();
        Assert.Equal(started.Select(e => e.ExecutionId).Order(), ended.Select(e => e.ExecutionId).Order());
        Assert.All(ended, execution => Assert.Equal("Success", execution.Status));
        // One page of each list a round, not one call for each execution; what is read of each is read once, when it has ended.
        var rounds = shell.Home.Clock.Delays.Count(delay => delay == TimeSpan.FromSeconds(10)) + 1;
        var lists = shell.Simulator.Calls.Count(call => call.Action == "ListExecutions" && !call.Parameters.ContainsKey("ParentExecutionId"));
        Assert.InRange(lists, 1, rounds * 4);
        Assert.InRange(shell.Simulator.Calls.Count - lists, 0, started.Count * 5);
    }
}

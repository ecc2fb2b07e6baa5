using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Pipelines that end before their waits do: nothing that was asked for is dropped, and nothing that goes on is kept quiet.</summary>
public class StoppedWaitTests
{
    [Fact]
    public void Error_action_stop_keeps_no_rollback_from_being_carried_out()
    {
        using var shell = TakingTurns();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "StopInstance");
        var result = shell.Run($"$ErrorActionPreference = 'Stop'; Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -FailureAction Rollback; 'went on'");
        Assert.StartsWith("ExecutionFailed", Assert.IsAssignableFrom<RuntimeException>(result.Terminating).ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["Failed", "Success"], shell.Simulator.Executions.Select(execution => execution.Status).Order());
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal((Shell.OldImage, "InService"), (instance.ImageId, instance.LifecycleState)));
    }

    [Fact]
    public void Error_action_stop_ends_a_wait_for_several_when_all_have_ended_and_tells_each_failure()
    {
        using var shell = TakingTurns();
        foreach (var name in new[] { "web2", "web3" })
            shell.Simulator.AddScalingGroup(name, 1);
        foreach (var name in new[] { "web", "web2" })
            shell.Simulator.AddInstanceFault(FirstOf(shell, name), "RunCommand");
        var result = shell.Run("Get-EssScalingGroup web* | Start-EssRollingUpdate -Script 'sleep 100' -Wait -ErrorAction Stop");
        Assert.IsAssignableFrom<RuntimeException>(result.Terminating);
        Assert.Equal(["Failed", "Failed", "Success"], shell.Simulator.Executions.Select(execution => execution.Status).Order());
        foreach (var failed in shell.Simulator.Executions.Where(execution => execution.Status == "Failed"))
            Assert.Contains(result.Warnings, warning => warning.Contains($"{failed.ExecutionId} (Script update", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_started_is_told_at_once_and_again_when_nothing_waits_for_it()
    {
        using var shell = new Shell();
        shell.Simulator.AddScalingGroup("web2", 1);
        var busy = shell.Simulator.ScalingGroups.Single(group => group.ScalingGroupName == "web2").ScalingGroupId;
        shell.Run($"Start-EssRollingUpdate {busy} -Script 'sleep 500'").WithoutErrors();
        // The first can be started; the plan of the second fails, and ends the pipeline.
        var result = shell.Run($"'{Shell.GroupId}', '{busy}' | Start-EssRollingUpdate -Script 'sleep 500' -Wait -ErrorAction Stop -Verbose");
        Assert.IsAssignableFrom<RuntimeException>(result.Terminating);
        var started = shell.Simulator.Executions.Single(execution => execution.Parameters.Contains(Shell.GroupId, StringComparison.Ordinal));
        Assert.Equal("Running", started.Status);
        Assert.Contains(result.Verbose, line => line.Contains($"{started.ExecutionId} was started", StringComparison.Ordinal));
        Assert.Contains(shell.Host.WarningLines, line => line.Contains($"{started.ExecutionId} goes on. Wait on with: Wait-OosExecution {started.ExecutionId}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Wait")]
    public void Ctrl_c_right_after_a_start_tells_what_was_started(string wait)
    {
        using var rehearsal = new Shell();
        rehearsal.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 500'").WithoutErrors();
        var looks = rehearsal.Simulator.Calls.TakeWhile(call => call.Action != "StartExecution").Count(call => call.Action == "ListExecutions");
        using var shell = new Shell();
        shell.Simulator.AddFault("ListExecutions", SimulatorFaultKind.Throttle, count: 20, skip: looks);
        using var sleeping = new ManualResetEventSlim();
        shell.Home.Clock.Blocks = sleeping;
        using var command = shell.Prepare($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 500' {wait}");
        command.BeginInvoke();
        Assert.True(sleeping.Wait(TimeSpan.FromSeconds(30)));
        var started = Assert.Single(shell.Simulator.Executions);
        command.Stop();
        Assert.Contains(shell.Host.WarningLines, line => line.Contains($"{started.ExecutionId} goes on.", StringComparison.Ordinal));
    }

    [Fact]
    public void Ctrl_c_during_a_rollback_tells_the_rollback()
    {
        using var shell = TakingTurns();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "StopInstance");
        using var sleeping = new ManualResetEventSlim();
        shell.Home.Clock.OnDelay = step =>
        {
            shell.Simulator.Advance(step);
            if (shell.Simulator.Executions.Count == 2)
                shell.Home.Clock.Blocks ??= sleeping;
        };
        using var command = shell.Prepare($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -FailureAction Rollback");
        command.BeginInvoke();
        Assert.True(sleeping.Wait(TimeSpan.FromSeconds(30)));
        command.Stop();
        var rollback = shell.Simulator.Executions.Single(execution => execution.Status != "Failed");
        Assert.Contains(shell.Host.WarningLines, line => line.Contains($"{rollback.ExecutionId} goes on.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pipeline_that_has_seen_enough_is_told_what_goes_on()
    {
        using var shell = new Shell();
        shell.Run("Import-Module -Assembly $In", typeof(SelectFirstItemCommand).Assembly).WithoutErrors();
        shell.Simulator.AddScalingGroup("web2", 5);
        var result = shell.Run($"$short = Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 10'; $long = Get-EssScalingGroup web2 | Start-EssRollingUpdate -Script 'sleep 500'; $short, $long | Wait-OosExecution | Select-FirstItem 1").WithoutErrors();
        Assert.Single(result.Output);
        var running = shell.Simulator.Executions.Single(execution => execution.Status == "Running");
        Assert.Contains(shell.Host.WarningLines, line => line.Contains($"{running.ExecutionId} goes on.", StringComparison.Ordinal));
    }

    [Fact]
    public void One_time_out_counts_for_an_update_and_its_rollback()
    {
        using var shell = TakingTurns();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "RunCommand");
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 200' -RollbackScript 'sleep 500' -BatchNumber 2 -FailureAction Rollback -Timeout 600");
        Assert.Equal(["ExecutionFailed", "WaitTimedOut"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.InRange(shell.Home.Clock.Elapsed, TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(620));
        Assert.Contains("(which takes nothing back)", result.Errors[1].AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_out_may_be_as_long_as_can_be()
    {
        using var shell = TakingTurns();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -Timeout ([TimeSpan]::MaxValue) -GateTimeout ([TimeSpan]::MaxValue) -Gate {{ $true }}").WithoutErrors();
    }

    private static string FirstOf(Shell shell, string groupName) =>
        shell.Simulator.InstancesOf(shell.Simulator.ScalingGroups.Single(group => group.ScalingGroupName == groupName).ScalingGroupId)[0].InstanceId;

    private static Shell TakingTurns()
    {
        var shell = new Shell();
        shell.Home.Clock.TakesTurns = true;
        return shell;
    }
}

using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using RollingUpdate.Oos;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class JobTests
{
    [Fact]
    public void An_update_runs_as_a_job_and_its_rollback_too()
    {
        using var shell = new Shell();
        var update = shell.Run($"$job = Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -AsJob; [void]($job | Wait-Job -Timeout 120); $job.State; Receive-Job $job").WithoutErrors();
        Assert.Equal("Completed", update.Output[0].ToString());
        var execution = Assert.IsType<OosExecution>(update.Output[1].BaseObject);
        Assert.Equal("Success", execution.Status);

        var rollback = shell.Run("$In | Start-EssRollback -AsJob -Confirm:$false | Wait-Job -Timeout 120 | Receive-Job", execution).Single<OosExecution>();
        Assert.Equal("Success", rollback.Status);
    }

    [Fact]
    public void A_job_whose_update_failed_has_failed_and_tells_why()
    {
        using var shell = new Shell();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId, "RunCommand");
        var result = shell.Run($"$job = Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -AsJob; [void]($job | Wait-Job -Timeout 120); $job.State; Receive-Job $job");
        Assert.Equal("Failed", result.Output[0].ToString());
        result.Error("ExecutionFailed");
    }

    [Fact]
    public void A_gate_works_in_a_job()
    {
        using var shell = new Shell();
        shell.Home.Clock.TakesTurns = true;
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -Gate {{ $_.InstancesSucceeded -eq 3 }} -AsJob | Wait-Job -Timeout 120 | Receive-Job");
        Assert.Equal("Success", result.Single<OosExecution>().Status);
    }

    [Fact]
    public void A_job_that_had_an_error_has_failed_also_when_the_error_was_received_before_its_end()
    {
        using var shell = new Shell();
        shell.Home.Clock.TakesTurns = true;
        using var passed = new ManualResetEventSlim();
        GateOfAJob.Passed = passed;
        var job = Assert.IsAssignableFrom<Job>(Assert.Single(shell.Run(
            $"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -AsJob -Gate {{ Write-Error 'odd'; [RollingUpdate.Tests.Cmdlets.GateOfAJob]::Passed.Wait(); $true }}").WithoutErrors().Output).BaseObject);
        Assert.True(SpinWait.SpinUntil(() => job.Error.Count > 0, TimeSpan.FromSeconds(60)));
        Assert.Single(shell.Run("Receive-Job $In", job).Errors);
        passed.Set();
        Assert.True(job.Finished.WaitOne(TimeSpan.FromSeconds(60)));
        Assert.Equal(JobState.Failed, job.JobStateInfo.State);
    }

    [Fact]
    public void Stopping_a_job_ends_the_wait_and_not_the_update()
    {
        using var shell = new Shell();
        using var sleeping = new ManualResetEventSlim();
        shell.Home.Clock.Blocks = sleeping;
        var job = Assert.IsAssignableFrom<Job>(Assert.Single(shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 500' -AsJob").WithoutErrors().Output).BaseObject);
        Assert.True(sleeping.Wait(Eventually.Limit));
        Assert.Equal("Stopped", shell.Run("Stop-Job $In; $In.State", job).Output.Single().ToString());
        Assert.Equal("Running", Assert.Single(shell.Simulator.Executions).Status);
        shell.Run("Remove-Job $In", job).WithoutErrors();
    }

    [Fact]
    public void A_job_keeps_the_session_it_was_started_in()
    {
        using var shell = new Shell();
        var result = shell.Run($"$job = Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -AsJob; Disconnect-Aliyun; $job | Wait-Job -Timeout 120 | Receive-Job");
        Assert.Equal("Success", result.Single<OosExecution>().Status);
    }

    [Fact]
    public void Many_executions_are_one_job()
    {
        using var shell = new Shell();
        shell.Simulator.AddScalingGroup("web2", 2);
        var started = shell.Run("Get-EssScalingGroup web* | Start-EssRollingUpdate -Script 'echo 1'").All<OosExecution>();
        var ended = shell.Run("$In | Wait-OosExecution -AsJob | Wait-Job -Timeout 120 | Receive-Job", started).All<OosExecution>();
        Assert.Equal(["Success", "Success"], ended.Select(execution => execution.Status));
    }
}

/// <summary>Holds the gate of a job, which sees nothing of the test but its types.</summary>
public static class GateOfAJob
{
    public static ManualResetEventSlim Passed { get; set; } = new(initialState: true);
}

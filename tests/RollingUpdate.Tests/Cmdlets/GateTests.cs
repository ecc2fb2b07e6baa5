using System;
using System.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class GateTests
{
    [Fact]
    public void A_gate_that_says_yes_lets_every_batch_through()
    {
        using var shell = TakingTurns();
        var result = shell.Run($$"""
            $global:seen = @()
            Start-EssRollingUpdate {{Shell.GroupId}} -Script 'echo 1' -BatchNumber 3 -BakeTime 120 -Gate { $global:seen += "$($_.Kind) $($Instances.Count) $($args[0].ExecutionId -eq $_.ExecutionId)"; $true }
            $global:seen
            """).WithoutErrors();
        Assert.Equal("Success", ((OosExecution)result.Output[0].BaseObject).Status);
        Assert.Equal(["Script 2 True", "Script 2 True"], result.Output.Skip(1).Select(line => line.ToString()));
        Assert.Equal(2, shell.Home.Clock.Delays.Count(delay => delay == TimeSpan.FromMinutes(2)));
        Assert.Equal(2, shell.MutatingCalls.Count(action => action == "NotifyExecution"));
    }

    [Theory]
    [InlineData("$false", "it gave False.")]
    [InlineData("throw 'latency is up'", "latency is up")]
    [InlineData("'looks bad'; $false", "it gave False.")]
    [InlineData("", "it gave nothing.")]
    [InlineData("$null", "it gave nothing.")]
    [InlineData("'looks bad'; $null", "it gave nothing.")]
    [InlineData("''", "it gave '' (String)")]
    [InlineData("'false'", "it gave 'false' (String)")]
    [InlineData("'true'", "it gave 'true' (String)")]
    [InlineData("1", "it gave '1' (Int32)")]
    [InlineData("$true; 'checked'", "it gave 'checked' (String)")]
    [InlineData(",@($false, $false)", "(Object[])")]
    [InlineData("$false; $true", "it gave False.")]
    public void A_gate_that_says_no_leaves_the_update_paused_and_says_how_to_go_on(string gate, string reason)
    {
        using var shell = TakingTurns();
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -GateTimeout 60 -Gate {{ {gate} }}");
        Assert.Equal("Waiting", Assert.IsType<OosExecution>(Assert.Single(result.Output).BaseObject).Status);
        var error = result.Error("GateFailed");
        Assert.Contains(reason, error.AllText(), StringComparison.Ordinal);
        Assert.Contains("Resume-OosExecution exec-", error.AllText(), StringComparison.Ordinal);
        Assert.DoesNotContain("NotifyExecution", shell.MutatingCalls);
        Assert.Equal("Waiting", Assert.Single(shell.Simulator.Executions).Status);
    }

    [Fact]
    public void A_gate_is_asked_again_until_its_time_is_up()
    {
        using var shell = TakingTurns();
        shell.Run($$"""$global:n = 0; Start-EssRollingUpdate {{Shell.GroupId}} -Script 'echo 1' -BatchNumber 2 -GateTimeout 60 -Gate { $global:n++; $global:n -eq 4 }""").WithoutErrors();
        Assert.Equal("Success", Assert.Single(shell.Simulator.Executions).Status);
    }

    [Fact]
    public void A_gate_that_says_no_takes_the_update_back_where_that_is_asked_for()
    {
        using var shell = TakingTurns();
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -GateTimeout 1 -FailureAction Rollback -Gate {{ $false }}");
        result.Error("GateFailed");
        Assert.Equal(["Waiting", "Success"], result.Output.Select(item => ((OosExecution)item.BaseObject).Status));
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal((Shell.OldImage, "InService"), (instance.ImageId, instance.LifecycleState)));
        Assert.Equal(Shell.OldImage, shell.Simulator.ScalingConfigurations.Single().ImageId);
    }

    [Fact]
    public void A_failed_update_is_taken_back_where_that_is_asked_for()
    {
        using var shell = TakingTurns();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "StopInstance");
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -FailureAction Rollback");
        result.Error("ExecutionFailed");
        Assert.Equal(["Failed", "Success"], result.Output.Select(item => ((OosExecution)item.BaseObject).Status));
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal((Shell.OldImage, "InService"), (instance.ImageId, instance.LifecycleState)));
    }

    [Fact]
    public void A_configuration_that_cannot_be_given_its_image_back_does_not_end_the_watch_over_the_rollback()
    {
        using var shell = TakingTurns();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "StopInstance");
        shell.Simulator.AddFault(new SimulatorFault("ModifyScalingConfiguration", SimulatorFaultKind.Error) { Code = "Forbidden.RAM", HttpStatus = 403 });
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -FailureAction Rollback");
        result.Error("ExecutionFailed");
        Assert.Equal(["Failed", "Success"], result.Output.Select(item => ((OosExecution)item.BaseObject).Status));
        Assert.Contains(result.Warnings, warning => warning.Contains("could not be given image", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rollback_that_follows_a_failure_has_the_tags_of_its_update()
    {
        using var shell = TakingTurns();
        shell.Simulator.AddInstanceFault(shell.Simulator.InstancesOf(Shell.GroupId)[4].InstanceId, "RunCommand");
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -FailureAction Rollback -Tag @{{ change = 'CHG-17' }}").Error("ExecutionFailed");
        Assert.Equal(2, shell.Run("Get-OosExecution -Tag @{ change = 'CHG-17' }").All<OosExecution>().Count);
    }

    [Fact]
    public void Three_groups_have_gates_of_their_own()
    {
        using var shell = TakingTurns();
        shell.Simulator.AddScalingGroup("web2", 4);
        shell.Simulator.AddScalingGroup("web3", 4);
        var result = shell.Run("Get-EssScalingGroup web* | Start-EssRollingUpdate -Script 'echo 1' -BatchNumber 4 -GateTimeout 1 -Gate { $_.ScalingGroupId -ne 'asg-bp18p2yfxow2dloq' -or $_.InstancesSucceeded -lt 3 }");
        Assert.Equal("GateFailed", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(["Success", "Success", "Waiting"], result.Output.Select(item => ((OosExecution)item.BaseObject).Status).Order());
    }

    [Fact]
    public void A_wait_that_is_over_asks_no_gate_any_more()
    {
        using var shell = TakingTurns();
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -BakeTime 01:00:00 -Timeout 600 -Gate {{ $true }}");
        result.Error("WaitTimedOut");
        Assert.DoesNotContain("NotifyExecution", shell.MutatingCalls);
    }

    [Theory]
    [InlineData("Stop")]
    [InlineData("Pause")]
    [InlineData("Rollback")]
    public void A_late_no_is_worth_nothing_when_somebody_has_let_the_update_pass(string failureAction)
    {
        using var shell = TakingTurns();
        // The gate says no while the next batch runs already; it is asked anew after that one.
        var result = shell.Run($$"""
            $global:asked = @()
            Start-EssRollingUpdate {{Shell.GroupId}} -Script 'sleep 300' -RollbackScript 'echo 1' -BatchNumber 3 -GateTimeout 60 -FailureAction {{failureAction}} -Gate {
                $global:asked += $_.InstancesSucceeded
                if ($global:asked.Count -eq 1) { Resume-OosExecution $_.ExecutionId }
                $_.InstancesSucceeded -gt 2
            }
            $global:asked
            """).WithoutErrors();
        var update = Assert.Single(shell.Simulator.Executions);
        Assert.Equal("Success", update.Status);
        Assert.Equal(["2", "4"], result.Output.Skip(1).Select(item => item.ToString()).Distinct());
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("The gate of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("break")]
    [InlineData("continue")]
    public void A_gate_that_leaves_a_loop_leaves_none_of_the_callers(string word)
    {
        using var shell = TakingTurns();
        var result = shell.Run($$"""foreach ($turn in 1) { Start-EssRollingUpdate {{Shell.GroupId}} -Script 'echo 1' -BatchNumber 2 -GateTimeout 1 -Gate { {{word}} }; 'went on' }""");
        Assert.Contains("it ended with break or continue", result.Error("GateFailed").AllText(), StringComparison.Ordinal);
        Assert.Equal("went on", result.Output[^1].ToString());
    }

    private static Shell TakingTurns()
    {
        var shell = new Shell();
        shell.Home.Clock.TakesTurns = true;
        return shell;
    }
}

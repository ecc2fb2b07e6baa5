using System;
using System.Linq;
using RollingUpdate.Ess;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Suspend-EssProcess and Resume-EssProcess.</summary>
public class ScalingProcessTests
{
    [Fact]
    public void All_five_are_suspended_and_resumed_by_default_and_from_the_pipeline()
    {
        using var shell = new Shell();
        var suspended = shell.Run("Get-EssScalingGroup web | Suspend-EssProcess -PassThru").Single<EssScalingGroup>();
        Assert.Equal(5, suspended.SuspendedProcesses.Length);
        Assert.Empty(shell.Run($"Resume-EssProcess {Shell.GroupId} ScaleIn, HealthCheck").WithoutErrors().Output);
        Assert.Equal(3, shell.Simulator.ScalingGroups.Single().SuspendedProcesses.Count);
        Assert.Empty(shell.Run($"'{Shell.GroupId}' | Resume-EssProcess -PassThru").Single<EssScalingGroup>().SuspendedProcesses);
    }

    [Fact]
    public void What_is_suspended_already_is_said_in_verbose_and_not_called_for()
    {
        using var shell = new Shell();
        shell.Simulator.SuspendProcesses(Shell.GroupId, "ScaleIn");
        var some = shell.Run($"Suspend-EssProcess {Shell.GroupId} ScaleIn, ScaleOut -Verbose").WithoutErrors();
        Assert.Contains(some.Verbose, line => line.Contains("ScaleIn is suspended already", StringComparison.Ordinal));
        var call = shell.Simulator.Calls.Single(each => each.Action == "SuspendProcesses");
        Assert.Equal(["ScaleOut"], call.Parameters.Where(parameter => parameter.Key.StartsWith("Processes.", StringComparison.Ordinal)).Select(parameter => parameter.Value));

        shell.Simulator.ClearCalls();
        var none = shell.Run($"Suspend-EssProcess {Shell.GroupId} ScaleIn -PassThru; Resume-EssProcess {Shell.GroupId} HealthCheck -PassThru").All<EssScalingGroup>();
        Assert.Equal(2, none.Count);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void Nothing_is_changed_under_whatif_and_nothing_emitted_that_is_not_so()
    {
        using var shell = new Shell();
        shell.Simulator.SuspendProcesses(Shell.GroupId, "ScaleIn");
        Assert.Empty(shell.Run($"Suspend-EssProcess {Shell.GroupId} -PassThru -WhatIf; Resume-EssProcess {Shell.GroupId} -PassThru -WhatIf").WithoutErrors().Output);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void A_group_that_is_not_there_is_an_error_of_its_own()
    {
        using var shell = new Shell();
        var result = shell.Run($"'asg-bp1unknown', '{Shell.GroupId}' | Suspend-EssProcess -Process ScaleIn");
        Assert.StartsWith("ScalingGroupNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["ScaleIn"], shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
    }

    [Fact]
    public void Resuming_beneath_a_running_update_is_warned_of()
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 60' -RollbackScript 'x'").WithoutErrors();
        shell.Simulator.Advance(TimeSpan.FromSeconds(20));
        Assert.Contains("beneath", Assert.Single(shell.Run($"Resume-EssProcess {Shell.GroupId}").WithoutErrors().Warnings), StringComparison.Ordinal);
    }
}

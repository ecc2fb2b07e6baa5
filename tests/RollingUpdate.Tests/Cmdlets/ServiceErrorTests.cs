using System;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>What the service refuses is one clear error record with a stable id.</summary>
public class ServiceErrorTests
{
    [Theory]
    [InlineData("Start-EssRollingUpdate asg-unknown -ImageId m-1", "ScalingGroupNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-EssScalingGroup asg-unknown", "ScalingGroupNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-EssScalingGroup nobody", "ScalingGroupNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-EssScalingInstance asg-unknown", "ScalingGroupNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-OosExecution exec-unknown", "ExecutionNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Wait-OosExecution exec-unknown", "ExecutionNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Start-EssRollback exec-unknown -Confirm:$false", "ExecutionNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Start-OosExecution NoSuchTemplate", "TemplateNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-OosTemplate NoSuchTemplate", "TemplateNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup @{ }", "InvalidRequest", ErrorCategory.InvalidArgument)]
    public void An_unknown_thing_is_an_error_of_its_own(string command, string errorId, ErrorCategory category)
    {
        using var shell = new Shell();
        Assert.Equal(category, shell.Run(command).Error(errorId).CategoryInfo.Category);
    }

    [Fact]
    public void A_wrong_key_tells_where_to_look()
    {
        using var shell = new Shell(connect: false);
        shell.Home.Write($$"""{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"{{shell.Simulator.AccessKeyId}}","access_key_secret":"wrong","region_id":"cn-hangzhou"}]}""");
        shell.Home.Variables["ALIBABA_CLOUD_ENDPOINT"] = shell.Simulator.Endpoint.ToString();
        var error = shell.Run("Get-OosExecution").Error("CredentialRefused");
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        var exception = Assert.IsType<CredentialRefusedException>(error.Exception);
        Assert.Equal("SignatureDoesNotMatch", exception.Code);
        Assert.NotNull(exception.RequestId);
    }

    [Fact]
    public void A_missing_permission_names_the_action()
    {
        using var shell = new Shell();
        shell.Simulator.DenyAction(shell.Simulator.AccessKeyId, "oos:StartExecution");
        var error = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1'").Error("AccessDenied");
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
        Assert.Contains("oos:StartExecution", error.AllText(), StringComparison.Ordinal);
        Assert.Equal(Shell.GroupId, error.TargetObject);
    }

    [Fact]
    public void A_second_update_of_a_group_is_refused_while_the_first_is_under_way()
    {
        using var shell = new Shell();
        var first = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 100'").Single<OosExecution>();
        var error = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1'").Error("RollingUpdateInProgress");
        Assert.Contains(first.ExecutionId, error.AllText(), StringComparison.Ordinal);
        Assert.Contains($"Start-EssRollback {first.ExecutionId}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_advised_while_a_rollback_is_under_way_is_something_a_rollback_takes()
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'sleep 100' -Wait").WithoutErrors();
        var rollback = shell.Run("Get-EssRollingUpdate | Start-EssRollback -Confirm:$false").Single<OosExecution>();
        var advice = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1'").Error("RollingUpdateInProgress").ErrorDetails.RecommendedAction;
        Assert.Contains($"Stop-OosExecution {rollback.ExecutionId}", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("Start-EssRollback", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_whose_answer_is_lost_is_still_one_execution()
    {
        using var shell = new Shell();
        var fault = shell.Simulator.AddFault("StartExecution", SimulatorFaultKind.LoseReply, 2);
        var started = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1'").Single<OosExecution>();
        Assert.Equal(started.ExecutionId, Assert.Single(shell.Simulator.Executions).ExecutionId);
        Assert.Equal(2, fault.Fired);
    }

    [Fact]
    public void A_client_token_given_twice_starts_once()
    {
        using var shell = new Shell();
        var script = "Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup @{ invokeType = 'invoke'; scalingGroupId = 'asg-bp18p2yfxow2dloq'; invokeScript = $In } -ClientToken chg-17";
        var first = shell.Run(script, "echo 1").Single<OosExecution>();
        var second = shell.Run(script, "echo 1").Single<OosExecution>();
        Assert.Equal(first.ExecutionId, second.ExecutionId);
        shell.Run(script, "echo 2").Error("ClientTokenReused");
    }

    [Theory]
    [InlineData("-Script 'echo 1'", "-Script 'echo 2'")]
    [InlineData("-Script 'echo 1'", "-Script 'echo 1' -BatchNumber 1")]
    [InlineData("-Script 'echo 1' -RollbackScript 'echo 0'", "-Script 'echo 1' -RollbackScript 'echo 3'")]
    [InlineData("-ImageId " + Shell.NewImage, "-ImageId " + Shell.OldImage)]
    [InlineData("-PackageName wordpress -PackageVersion v4", "-PackageName wordpress -PackageVersion v3")]
    [InlineData("-PackageName wordpress -PackageVersion v4", "-Script 'echo 1'")]
    [InlineData("-SourceUri https://h/a-1.tgz -DestinationPath /opt", "-SourceUri https://h/a-2.tgz -DestinationPath /opt")]
    public void A_client_token_given_for_another_update_is_refused_and_for_the_same_starts_once(string first, string other)
    {
        using var shell = new Shell();
        string Start(string what) => $"Start-EssRollingUpdate {Shell.GroupId} {what} -ClientToken deploy-1 -Wait";
        var started = shell.Run(Start(first)).Single<OosExecution>();
        Assert.Equal(started.ExecutionId, shell.Run(Start(first)).Single<OosExecution>().ExecutionId);
        shell.Run(Start(other)).Error("ClientTokenReused");
        Assert.Single(shell.Simulator.Executions);
    }
}

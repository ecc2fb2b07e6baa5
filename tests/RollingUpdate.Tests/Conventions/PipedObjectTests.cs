using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets;
using RollingUpdate.Ecs;
using RollingUpdate.Oos;
using RollingUpdate.Sessions;
using RollingUpdate.Sts;
using RollingUpdate.Tests.Display;
using Xunit;

namespace RollingUpdate.Tests.Conventions;

/// <summary>An object that is piped in selects what it names, or it is an error: never everything there is.</summary>
public class PipedObjectTests
{
    // These name an account and a region, and nothing in them.
    private static readonly Type[] Places = [typeof(AliyunSession), typeof(AliyunProfile), typeof(AliyunRamUser), typeof(AliyunRegion), typeof(AliyunCallerIdentity)];

    // These have nothing to select: one user, one identity, one session.
    private static readonly string[] SelectNothing = ["New-AliyunRamUser", "Get-AliyunCallerIdentity", "Get-AliyunSession"];

    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["Start-EssRollingUpdate"] = "-Script 'echo 1'",
        ["Get-EssRollingUpdatePlan"] = "-Script 'echo 1'",
        ["Export-EssRollingUpdateReport"] = "-Path $Folder/report.html",
    };

    public static TheoryData<string> Cmdlets() =>
        [.. CmdletRun.Cmdlets.Where(cmdlet => typeof(AliyunCommand).IsAssignableFrom(cmdlet.Value)).Select(cmdlet => cmdlet.Key).Except(SelectNothing)];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void An_object_selects_what_it_names_or_is_an_error(string cmdlet)
    {
        using var shell = new Shell();
        shell.Run("$global:Folder = $In", shell.Home.Folder).WithoutErrors();
        var other = shell.Simulator.AddScalingGroup("other", 1).ScalingGroupId;
        shell.Run($"Start-EssRollingUpdate {other} -Script 'echo 1' -Wait").WithoutErrors();
        var changes = ((CmdletAttribute)Attribute.GetCustomAttribute(CmdletRun.Cmdlets[cmdlet], typeof(CmdletAttribute))!).SupportsShouldProcess;
        foreach (var (type, samples) in ViewSamples.All.Where(entry => !Places.Contains(entry.Key)))
        {
            var sample = samples[0];
            var names = type.GetProperties()
                .Where(property => property.Name is "TemplateName" || (property.Name.EndsWith("Id", StringComparison.Ordinal) && property.Name != "RegionId"))
                .Select(property => property.GetValue(sample) as string).Where(value => !string.IsNullOrEmpty(value)).ToList();
            shell.Simulator.ClearCalls();

            var result = shell.Run($"$In | {cmdlet} {Arguments.GetValueOrDefault(cmdlet)} {(changes ? "-WhatIf" : "")}", sample);

            var calls = shell.Simulator.Calls;
            Assert.DoesNotContain(result.Output, item => Equals(item.Properties["ScalingGroupId"]?.Value, other));
            // The history of a group is read from that of the region.
            if (cmdlet == "Get-EssRollingUpdate" && names.Contains(Shell.GroupId))
                continue;
            if (calls.Count == 0)
                Assert.True(result.Errors.Count > 0 || result.Terminating is not null || changes, $"{type.Name} | {cmdlet} does nothing and says nothing");
            else
                Assert.True(calls.SelectMany(call => call.Parameters.Values).Any(value => names.Exists(name => value.Contains(name!, StringComparison.Ordinal))), $"{type.Name} | {cmdlet} sends {calls[0].Action} {string.Join(" ", calls[0].Parameters)}");
        }
    }

    [Theory]
    [InlineData("Get-EssScalingGroup | Get-OosExecution", "Get-EssRollingUpdate")]
    [InlineData("Get-EssScalingGroup | Get-OosExecution -Status Running | Stop-OosExecution -Confirm:$false", "Get-EssRollingUpdate")]
    [InlineData("Get-OosExecution | Get-EssScalingGroup", "Get-EssRollingUpdate")]
    [InlineData("Get-EssScalingInstance asg-bp18p2yfxow2dloq | Get-OosExecution -Status Running | Stop-OosExecution -Confirm:$false", "Get-EssRollingUpdate")]
    [InlineData("Get-OosExecution | Get-OosExecution -Status Running | Stop-OosExecution -Confirm:$false", "-Status chooses from many")]
    [InlineData("Get-EssScalingGroup | Get-OosTemplate", "Get-OosTemplate")]
    [InlineData("Get-EssScalingGroup | Start-OosExecution -Confirm:$false", "Get-OosTemplate")]
    public void The_error_names_the_right_cmdlet(string line, string right)
    {
        using var shell = new Shell();
        var other = shell.Simulator.AddScalingGroup("other", 1).ScalingGroupId;
        shell.Run($"Start-EssRollingUpdate {other} -Script 'sleep 500'").WithoutErrors();
        shell.Simulator.ClearCalls();

        var result = shell.Run(line);

        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, error => Assert.Contains(right, error.ToString(), StringComparison.Ordinal));
        Assert.Empty(result.Output);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void A_group_of_a_profile_does_not_remove_the_profile_or_make_it_the_current_one()
    {
        using var shell = new Shell(connect: false);
        shell.Home.Write($$"""
            {"current":"dev","profiles":[
            {"name":"dev","mode":"AK","access_key_id":"{{shell.Simulator.AccessKeyId}}","access_key_secret":"{{new System.Net.NetworkCredential("", shell.Simulator.AccessKeySecret).Password}}","region_id":"cn-hangzhou","endpoint":"{{shell.Simulator.Endpoint}}"}]}
            """);
        var before = File.ReadAllText(shell.Home.Environment.ConfigPath);
        foreach (var cmdlet in new[] { "Remove-AliyunProfile -Confirm:$false", "Switch-AliyunProfile -Confirm:$false", "Set-AliyunProfile -RegionId cn-beijing" })
        {
            var result = shell.Run($"Get-EssScalingGroup | {cmdlet}");
            Assert.Contains("Get-AliyunProfile", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllText(shell.Home.Environment.ConfigPath));
        }

        shell.Run("Get-AliyunProfile | Remove-AliyunProfile -Confirm:$false").WithoutErrors();
    }

    [Theory]
    [InlineData("Stop-OosExecution")]
    [InlineData("Remove-OosExecution")]
    [InlineData("Resume-OosExecution")]
    public void The_question_names_the_group_and_the_kind_of_update(string cmdlet)
    {
        using var shell = new Shell();
        var paused = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting").Single<OosExecution>();
        shell.Run($"try {{ $In | {cmdlet} -Confirm }} catch {{ }}", paused);
        var question = Assert.Single(shell.Host.Questions);
        Assert.Contains(Shell.GroupId, question, StringComparison.Ordinal);
        Assert.Contains("script update", question, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(paused.ExecutionId, question, StringComparison.Ordinal);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.Tests.Conventions;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class ConfirmTests
{
    // $In is the id of an update of another group, $Folder an empty folder.
    private static readonly Dictionary<string, string> Forced = new()
    {
        ["Start-EssRollingUpdate"] = $"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 3' -Force",
        ["Export-EssRollingUpdateReport"] = "Export-EssRollingUpdateReport $In -Path \"$Folder/report.html\" -Force",
    };

    public static TheoryData<string> WithForce() => [.. Forced.Keys];

    [Theory]
    [InlineData("Start-EssRollback $In")]
    [InlineData("Stop-OosExecution $In")]
    public void Where_nobody_can_answer_a_question_the_error_says_how_to_go_on_without(string line)
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 500' -RollbackScript 'echo 2'").Single<OosExecution>();
        // A rollback needs an instance that the update has come to.
        shell.Simulator.Advance(TimeSpan.FromMinutes(1));
        var error = shell.Run($"try {{ {line} }} catch {{ $_ }}", update.ExecutionId).Single<ErrorRecord>();
        Assert.StartsWith("ConfirmationNotPossible,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", error.AllText(), StringComparison.Ordinal);
        Assert.Equal(["StartExecution"], shell.MutatingCalls);
    }

    [Fact]
    public void A_question_for_each_step_is_one_of_them()
    {
        using var shell = new Shell();
        var error = shell.Run("try { New-AliyunRamUser clitest -Confirm } catch { $_ }").Single<ErrorRecord>();
        Assert.StartsWith("ConfirmationNotPossible,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void Every_cmdlet_with_force_that_changes_something_is_tried_below() =>
        Assert.Equal(
            CmdletRun.Cmdlets.Where(cmdlet => cmdlet.Value.GetProperty("Force") is not null && Asks(cmdlet.Value)).Select(cmdlet => cmdlet.Key).Order(StringComparer.Ordinal),
            Forced.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(WithForce))]
    public void Force_is_no_way_around_confirm(string cmdlet)
    {
        using var shell = new Shell();
        var other = shell.Simulator.AddScalingGroup("other", 1).ScalingGroupId;
        var update = shell.Run($"$global:Folder = $In; Start-EssRollingUpdate {other} -Script 'echo 1' -Wait", shell.Home.Folder).Single<OosExecution>();
        var before = Directory.GetFileSystemEntries(shell.Home.Folder);
        shell.Simulator.ClearCalls();

        var result = shell.Run($"{Forced[cmdlet]} -Confirm", update.ExecutionId);

        result.Error("ConfirmationNotPossible");
        Assert.Single(shell.Host.Questions);
        Assert.Empty(shell.MutatingCalls);
        Assert.Equal(before, Directory.GetFileSystemEntries(shell.Home.Folder));

        // Without the question the same line does it.
        shell.Run($"{Forced[cmdlet]} -Confirm:$false", update.ExecutionId).WithoutErrors();
        Assert.True(shell.MutatingCalls.Count > 0 || File.Exists(Path.Combine(shell.Home.Folder, "report.html")));
    }

    private static bool Asks(Type cmdlet) => ((CmdletAttribute)Attribute.GetCustomAttribute(cmdlet, typeof(CmdletAttribute))!).SupportsShouldProcess;
}

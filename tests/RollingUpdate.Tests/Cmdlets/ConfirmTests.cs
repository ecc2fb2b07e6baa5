using System;
using System.Management.Automation;
using RollingUpdate.Oos;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class ConfirmTests
{
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
}

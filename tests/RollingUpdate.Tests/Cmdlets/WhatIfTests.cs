using System.Linq;
using RollingUpdate.Oos;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>-WhatIf changes nothing: the simulator's own log of calls is the proof.</summary>
public class WhatIfTests
{
    [Theory]
    [InlineData("Start-EssRollingUpdate asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -WhatIf")]
    [InlineData("Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd | ForEach-Object { }")]
    [InlineData("Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo 1' -WhatIf")]
    [InlineData("Start-EssRollingUpdate asg-bp18p2yfxow2dloq -PackageName wordpress -Wait -WhatIf")]
    [InlineData("Start-EssRollingUpdate asg-bp18p2yfxow2dloq -SourceUri https://x/a -DestinationPath /a -WhatIf")]
    [InlineData("Start-EssRollingUpdate asg-bp18p2yfxow2dloq -BucketName b -ObjectName o -DestinationPath /a -WhatIf")]
    [InlineData("Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup @{ invokeType = 'invoke' } -WhatIf")]
    public void A_start_is_not_made(string command)
    {
        using var shell = new Shell();
        var result = shell.Run(command).WithoutErrors();
        Assert.Empty(result.Output);
        Assert.Empty(shell.MutatingCalls);
        Assert.NotEqual(command.StartsWith("Start-Oos", System.StringComparison.Ordinal), shell.Simulator.Calls.Any());
    }

    [Theory]
    [InlineData("Start-EssRollback $In -WhatIf")]
    [InlineData("Stop-OosExecution $In -WhatIf")]
    [InlineData("Stop-OosExecution $In -Reject -WhatIf")]
    [InlineData("Remove-OosExecution $In -IncludeRunning -WhatIf")]
    [InlineData("Resume-OosExecution $In -WhatIf")]
    public void What_would_touch_a_paused_update_does_not(string command)
    {
        using var shell = new Shell();
        var paused = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting").Single<OosExecution>();
        Assert.Equal("Waiting", paused.Status);
        shell.Simulator.ClearCalls();

        Assert.Empty(shell.Run(command, paused.ExecutionId).WithoutErrors().Output);

        Assert.Empty(shell.MutatingCalls);
        Assert.Equal("Waiting", shell.Simulator.FindExecution(paused.ExecutionId)!.Status);
    }

    [Fact]
    public void What_needs_a_yes_does_not_hang_without_an_admin()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").Single<OosExecution>();
        shell.Simulator.ClearCalls();
        var result = shell.Run("Start-EssRollback $In", update.ExecutionId);
        Assert.True(result.Terminating is not null || result.Errors.Count > 0);
        Assert.Empty(shell.MutatingCalls);
    }
}

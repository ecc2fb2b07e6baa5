using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>How soon Ctrl+C is heard is a matter of real time: milliseconds, unless other tests take the processor. So none runs beside these.</summary>
[CollectionDefinition(nameof(InterruptTests), DisableParallelization = true)]
[Collection(nameof(InterruptTests))]
public class InterruptTests
{
    [Fact]
    public void Ctrl_c_ends_the_wait_within_a_second_leaves_the_update_running_and_says_so()
    {
        using var shell = new Shell();
        // Real time here: what is measured is how soon a wait that sleeps comes back.
        using var sleeping = new ManualResetEventSlim();
        shell.Home.Clock.Blocks = sleeping;
        using var command = shell.Prepare($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 500' -Wait");
        var run = command.BeginInvoke();
        Assert.True(sleeping.Wait(Eventually.Limit));

        var watch = Stopwatch.StartNew();
        command.Stop();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"took {watch.Elapsed}");

        Assert.Equal("Running", Assert.Single(shell.Simulator.Executions).Status);
        Assert.Contains(shell.Host.WarningLines, line => line.Contains("goes on. Wait on with: Wait-OosExecution exec-", StringComparison.Ordinal));
        Assert.Contains(shell.Host.ProgressRecords, record => record.RecordType == ProgressRecordType.Completed);
        Assert.True(run.IsCompleted);
    }
}

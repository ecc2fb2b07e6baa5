using System;
using System.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Help;

/// <summary>The runbook of the samples: its exit code is all that a scheduler sees.</summary>
public sealed class UnattendedUpdateTests : IDisposable
{
    private const string NewImage = "m-bp1simulatedcustom01";
    private readonly ExampleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void It_ends_with_0_when_every_instance_has_the_image()
    {
        Assert.Equal((0, "DONE"), Run(""));
        Assert.All(_shell.Simulator.Instances, instance => Assert.Equal(NewImage, instance.ImageId));
    }

    [Fact]
    public void It_ends_with_1_when_the_update_failed_and_was_taken_back()
    {
        FailAtStart(count: 1);
        Assert.Equal((1, "TAKEN BACK"), Run(""));
        Assert.All(_shell.Simulator.Instances, instance => Assert.Equal(Shell.OldImage, instance.ImageId));
    }

    [Fact]
    public void It_ends_with_2_when_the_rollback_fails_too()
    {
        FailAtStart(count: 2);
        Assert.Equal((2, "Put right what is left with"), Run(""));
    }

    [Fact]
    public void It_ends_with_3_when_nothing_was_started()
    {
        Assert.Equal((3, "NOT STARTED"), Run("-ProfileName nobody"));
        Assert.DoesNotContain(_shell.Simulator.Calls, call => call.Mutating);
    }

    [Fact]
    public void It_ends_with_4_when_the_time_is_over_and_the_update_goes_on()
    {
        Assert.Equal((4, "Look with"), Run("-Timeout 00:00:30"));
        Assert.Equal("Running", _shell.Simulator.Executions.Single(execution => execution.ParentExecutionId is null).Status);
    }

    [Fact]
    public void Repeated_with_the_same_token_it_starts_nothing_again()
    {
        Assert.Equal((0, "DONE"), Run("-ClientToken deploy-17"));
        Assert.Equal((0, "DONE"), Run("-ClientToken deploy-17"));
        Assert.Single(_shell.Simulator.Executions, execution => execution.ParentExecutionId is null);
    }

    private void FailAtStart(int count) => _shell.Simulator.AddInstanceFault(new SimulatorInstanceFault(_shell.Simulator.Instances[3].InstanceId, "StartInstance") { Count = count });

    // The exit code, and the beginning of the last line.
    private (int ExitCode, string Said) Run(string arguments)
    {
        var output = _shell.Perform($"& '{SharedFiles.RepositoryRoot}/samples/unattended-update.ps1' -ScalingGroupId {Shell.GroupId} -ImageId {NewImage} -BatchNumber 2 {arguments}; $LASTEXITCODE").Output;
        return ((int)output[^1].BaseObject, ((string)output[^2].BaseObject).Split(':')[0]);
    }
}

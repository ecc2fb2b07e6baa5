using System;
using System.Linq;
using System.Threading;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_frozen_clock_moves_only_by_hand()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, StartTime = Noon });
        using var client = new SimulatorClient(simulator);
        client.Call("sts", "GetCallerIdentity");
        Assert.Equal(Noon, simulator.Now);
        simulator.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Noon.AddHours(1), simulator.Now);
        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.Advance(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void Each_call_moves_the_clock_by_its_step_and_looking_does_not()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Step = TimeSpan.FromMinutes(1), StartTime = Noon });
        using var client = new SimulatorClient(simulator);
        client.Call("sts", "GetCallerIdentity");
        client.Call("sts", "GetCallerIdentity");
        _ = simulator.Instances;
        Assert.Equal(Noon.AddMinutes(2), simulator.Now);
        Assert.Equal([Noon.AddMinutes(1), Noon.AddMinutes(2)], simulator.Calls.Select(c => c.VirtualTime));
    }

    [Fact]
    public void A_speed_makes_simulated_time_run_ahead_of_real_time()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Speed = 100_000, StartTime = Noon });
        Assert.True(SpinWait.SpinUntil(() => simulator.Now > Noon.AddHours(1), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void The_next_event_is_known_and_there_is_none_when_nothing_goes_on()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true });
        Assert.Null(simulator.NextEventIn);
        simulator.ScaleOut("asg-bp18p2yfxow2dloq");
        var next = simulator.NextEventIn!.Value;
        simulator.Advance(next - TimeSpan.FromTicks(1));
        Assert.True(simulator.ScalingGroups[0].HasOpenActivity);
        simulator.Advance(TimeSpan.FromTicks(1));
        Assert.False(simulator.ScalingGroups[0].HasOpenActivity);
        Assert.Null(simulator.NextEventIn);
    }

    [Fact]
    public void The_same_seed_gives_the_same_ids_and_times()
    {
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));

        static string Run(int seed)
        {
            using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, StartTime = Noon, Seed = seed });
            using var client = new SimulatorClient(simulator);
            client.Call("oos", "StartExecution", ("TemplateName", "ACS-ESS-RollingUpdateByRunCommandInScalingGroup"), ("Parameters", """{"invokeType":"invoke","scalingGroupId":"asg-bp18p2yfxow2dloq","invokeScript":"true"}"""));
            simulator.Advance(TimeSpan.FromDays(1));
            var execution = simulator.Executions[0];
            return $"{execution} {execution.EndDate:O} {string.Join(",", simulator.ChildExecutions(execution.ExecutionId))} {string.Join(",", simulator.Instances)}";
        }
    }

    [Fact]
    public void A_stopped_simulator_answers_no_more_and_can_still_be_read()
    {
        var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true });
        using (var client = new SimulatorClient(simulator))
            client.Call("sts", "GetCallerIdentity");
        var port = simulator.Endpoint.Port;
        simulator.Stop();
        Assert.False(simulator.IsRunning);
        Assert.Equal(5, simulator.Instances.Count);
        using var again = AliyunSimulator.Start(new SimulatorOptions { Port = port, Frozen = true });
        Assert.Throws<System.IO.IOException>(() => AliyunSimulator.Start(new SimulatorOptions { Port = port }));
    }

    [Fact]
    public void Two_thousand_instances_and_fifty_groups_run_to_their_end_at_once()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, InstanceCount = 2000, LoopItemLimit = 2000 });
        using var client = new SimulatorClient(simulator);
        var groups = Enumerable.Range(0, 50).Select(i => simulator.AddScalingGroup("g" + i, 40).ScalingGroupId).Append("asg-bp18p2yfxow2dloq");
        foreach (var group in groups)
            client.Call("oos", "StartExecution", ("TemplateName", "ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup"), ("Parameters", $$"""{"invokeType":"invoke","scalingGroupId":"{{group}}","imageId":"aliyun_2_1903_x64_20G_alibase_20200529.vhd"}"""));
        simulator.Advance(TimeSpan.FromDays(3));
        Assert.All(simulator.Executions, e => Assert.Equal("Success", e.Status));
        Assert.All(simulator.Instances, i => Assert.Equal("aliyun_2_1903_x64_20G_alibase_20200529.vhd", i.ImageId));
    }
}

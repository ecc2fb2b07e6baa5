using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

/// <summary>The cmdlets in the real engine, imported by the module's manifest.</summary>
public sealed class SimulatorCmdletTests : IDisposable
{
    private readonly Runspace _runspace;

    public SimulatorCmdletTests()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run($"Import-Module '{Shell.SimulatorManifestPath}'");
    }

    public void Dispose()
    {
        Run("Stop-AliyunSimulator");
        _runspace.Dispose();
    }

    [Fact]
    public void Several_simulators_run_at_once_and_the_emitted_object_moves_its_clock()
    {
        var simulators = Run("Start-AliyunSimulator -Frozen; Start-AliyunSimulator -Step 00:00:10 -InstanceCount 2").Select(o => (AliyunSimulator)o.BaseObject).ToArray();
        Assert.Equal(2, simulators.Length);
        Assert.NotEqual(simulators[0].Endpoint, simulators[1].Endpoint);
        Assert.Equal([5, 2], simulators.Select(s => s.Instances.Count));
        Assert.Equal(simulators, Run("Get-AliyunSimulator").Select(o => o.BaseObject));
        var before = simulators[0].Now;
        Run("(Get-AliyunSimulator)[0].Advance('00:10:00')");
        Assert.Equal(before.AddMinutes(10), simulators[0].Now);
        Assert.IsType<SecureString>(Run("(Get-AliyunSimulator)[0].AccessKeySecret")[0].BaseObject);
    }

    [Fact]
    public void Stop_asks_first_stops_what_is_piped_and_otherwise_all()
    {
        Run("$a = Start-AliyunSimulator -Frozen; $b = Start-AliyunSimulator -Frozen; $c = Start-AliyunSimulator -Frozen; Stop-AliyunSimulator -WhatIf");
        Assert.Equal(3, Run("Get-AliyunSimulator").Length);
        Assert.False(((AliyunSimulator)Run("$b | Stop-AliyunSimulator -PassThru").Single().BaseObject).IsRunning);
        Assert.Equal(2, Run("Get-AliyunSimulator").Length);
        Run("Stop-AliyunSimulator");
        Assert.Empty(Run("Get-AliyunSimulator"));
    }

    [Fact]
    public void Removing_the_module_stops_its_simulators_and_it_can_be_imported_again()
    {
        var simulator = (AliyunSimulator)Run("Start-AliyunSimulator -Frozen")[0].BaseObject;
        Run("Remove-Module RollingUpdate.Simulator");
        Assert.False(simulator.IsRunning);
        Run($"Import-Module '{Shell.SimulatorManifestPath}'");
        Assert.Empty(Run("Get-AliyunSimulator"));
    }

    [Fact]
    public void Faults_of_both_kinds_are_added_to_the_only_simulator()
    {
        var simulator = (AliyunSimulator)Run("Start-AliyunSimulator -Frozen")[0].BaseObject;
        Run("Add-AliyunSimulatorFault StartExecution Throttle -Count 3 -Skip 1 -RetryAfter 00:00:02 -HttpStatus 429 -Code Throttling.Api");
        var fault = Assert.Single(simulator.Faults);
        Assert.Equal((SimulatorFaultKind.Throttle, 3, 1, TimeSpan.FromSeconds(2), 429, "Throttling.Api"), (fault.Kind, fault.Count, fault.Skip, fault.RetryAfter!.Value, fault.HttpStatus!.Value, fault.Code));
        Run("Get-AliyunSimulator | Add-AliyunSimulatorFault -InstanceId i-* -Step RunCommand -Message 'no agent' -Outcome Hang");
        var instanceFault = Assert.Single(simulator.InstanceFaults);
        Assert.Equal(("i-*", "RunCommand", "no agent", SimulatorInstanceFaultOutcome.Hang), (instanceFault.InstanceId, instanceFault.Step, instanceFault.Message, instanceFault.Outcome));
    }

    [Fact]
    public void Calls_are_found_by_action_by_change_and_from_the_end()
    {
        var simulator = (AliyunSimulator)Run("Start-AliyunSimulator -Frozen")[0].BaseObject;
        using var client = new SimulatorClient(simulator);
        client.Call("sts", "GetCallerIdentity");
        client.Call("ess", "SuspendProcesses", ("ScalingGroupId", "asg-bp18p2yfxow2dloq"), ("Processes.1", "ScaleIn"));
        client.Call("ess", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"));
        Assert.Equal(["SuspendProcesses"], Actions("-Mutating"));
        Assert.Equal(["GetCallerIdentity", "DescribeScalingGroups"], Actions("-Mutating:$false"));
        Assert.Equal(["DescribeScalingGroups"], Actions("describe*"));
        Assert.Equal(["SuspendProcesses", "DescribeScalingGroups"], Actions("-Last 2"));
        string[] Actions(string arguments) => Run("Get-AliyunSimulatorCall " + arguments).Select(o => ((SimulatorCall)o.BaseObject).Action).ToArray();
    }

    [Fact]
    public void With_none_or_several_running_the_one_meant_has_to_be_named()
    {
        Assert.StartsWith("SimulatorNotRunning", ErrorId("Get-AliyunSimulatorCall"), StringComparison.Ordinal);
        Run("$a = Start-AliyunSimulator -Frozen; $b = Start-AliyunSimulator -Frozen");
        Assert.StartsWith("SimulatorAmbiguous", ErrorId("Get-AliyunSimulatorCall"), StringComparison.Ordinal);
        Assert.StartsWith("PortInUse", ErrorId("Start-AliyunSimulator -Port $a.Endpoint.Port"), StringComparison.Ordinal);
    }

    private PSObject[] Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var result = shell.AddScript(script).Invoke().ToArray();
        Assert.Empty(shell.Streams.Error);
        return result;
    }

    private string ErrorId(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script).Invoke();
        return Assert.Single(shell.Streams.Error).FullyQualifiedErrorId;
    }
}

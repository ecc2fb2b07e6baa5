using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>
/// <para type="synopsis">Gets the simulators that run.</para>
/// <para type="description">Emits the simulators that were started in this session and have not been stopped, oldest first. Their properties show what is in the simulated account: ScalingGroups, Instances, ScalingConfigurations, Executions.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "AliyunSimulator")]
[OutputType(typeof(AliyunSimulator))]
public sealed class GetAliyunSimulatorCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(StartedSimulators.Current(), enumerateCollection: true);
}

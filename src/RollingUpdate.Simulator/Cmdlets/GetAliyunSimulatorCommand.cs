using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>Gets the simulators that run.</summary>
/// <remarks>Emits the simulators that were started in this session and have not been stopped, oldest first. Their properties show what is in the simulated account: ScalingGroups, Instances, ScalingConfigurations, Executions.</remarks>
/// <example>
/// <para>Look at the simulated instances</para>
/// <code>(Get-AliyunSimulator).Instances</code>
/// </example>
/// <example>
/// <para>Let two hours pass for the simulated cloud</para>
/// <code>
/// $simulator = Get-AliyunSimulator
/// $simulator.Advance('02:00:00')
/// $simulator.Now
/// </code>
/// </example>
/// <seealso cref="StartAliyunSimulatorCommand"/>
/// <seealso cref="StopAliyunSimulatorCommand"/>
/// <seealso href="about_RollingUpdate_Simulator"/>
[Cmdlet(VerbsCommon.Get, "AliyunSimulator")]
[OutputType(typeof(AliyunSimulator))]
public sealed class GetAliyunSimulatorCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(StartedSimulators.Current(), enumerateCollection: true);
}

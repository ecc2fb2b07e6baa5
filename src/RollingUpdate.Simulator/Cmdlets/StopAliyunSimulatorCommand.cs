using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>Stops simulators.</summary>
/// <remarks>Stops the simulators from the pipeline or, when none are given, all that were started in this session. What is in a stopped simulator can still be read from its object.</remarks>
/// <example>
/// <para>Stop all simulators of this session</para>
/// <code>Stop-AliyunSimulator</code>
/// </example>
/// <example>
/// <para>Stop one, and count the calls it had</para>
/// <code>
/// $simulator = Start-AliyunSimulator | Stop-AliyunSimulator -PassThru
/// $simulator.Calls.Count
/// </code>
/// </example>
/// <seealso cref="StartAliyunSimulatorCommand"/>
/// <seealso href="about_RollingUpdate_Simulator"/>
[Cmdlet(VerbsLifecycle.Stop, "AliyunSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(AliyunSimulator))]
public sealed class StopAliyunSimulatorCommand : SimulatorCommand
{
    /// <summary>Emits the stopped simulators.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var simulator in TheSimulators())
        {
            if (!ShouldProcess(simulator.Endpoint.ToString(), "Stop simulator"))
                continue;
            simulator.Stop();
            StartedSimulators.Remove(simulator);
            if (PassThru)
                WriteObject(simulator);
        }
    }
}

using System;
using System.IO;
using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>Starts a simulated Alibaba Cloud on this machine.</summary>
/// <remarks>The simulator holds an account in memory, with a scaling group, images and a package, and answers the calls of OOS, ESS, ECS, STS and RAM at one HTTP address on 127.0.0.1. Rolling updates run in simulated time, with everything they leave behind when they fail. It ends with Stop-AliyunSimulator, with the removal of the module, or with the process.</remarks>
/// <example>
/// <para>Start a simulator and sign in to it</para>
/// <code>
/// Start-AliyunSimulator | Connect-Aliyun
/// Get-EssScalingGroup
/// </code>
/// <para>The object has the key, the region and the address under the names that Connect-Aliyun takes. Disconnect-Aliyun goes back to your own profile.</para>
/// </example>
/// <example>
/// <para>A hundred instances, and an hour in six seconds</para>
/// <code>Start-AliyunSimulator -InstanceCount 100 -Speed 600 | Connect-Aliyun</code>
/// </example>
/// <example>
/// <para>For tests: each call moves the simulated time on by a minute</para>
/// <code>
/// $simulator = Start-AliyunSimulator -ClockStep 00:01:00
/// $simulator | Connect-Aliyun
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -Wait -PollingInterval 0.01
/// </code>
/// <para>What takes an hour is over after 60 calls, however fast they come.</para>
/// </example>
/// <seealso cref="StopAliyunSimulatorCommand"/>
/// <seealso cref="AddAliyunSimulatorFaultCommand"/>
/// <seealso cref="GetAliyunSimulatorCallCommand"/>
/// <seealso href="about_RollingUpdate_Simulator"/>
[Cmdlet(VerbsLifecycle.Start, "AliyunSimulator", DefaultParameterSetName = "Speed")]
[OutputType(typeof(AliyunSimulator))]
public sealed class StartAliyunSimulatorCommand : PSCmdlet
{
    /// <summary>The port on 127.0.0.1; by default a free one is taken.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>How many simulated seconds pass in one real second; 60 by default, so that a minute takes a second.</summary>
    [Parameter(ParameterSetName = "Speed")]
    [ValidateRange(0.001, 1000000)]
    public double Speed { get; set; } = 60;

    /// <summary>How far each call moves the simulated clock, which then does not follow real time.</summary>
    [Parameter(ParameterSetName = "Step", Mandatory = true)]
    [Alias("Step")]
    public TimeSpan ClockStep { get; set; }

    /// <summary>Stops the simulated clock: only the method Advance of the simulator moves it.</summary>
    [Parameter(ParameterSetName = "Frozen", Mandatory = true)]
    public SwitchParameter Frozen { get; set; }

    /// <summary>The number of instances in the default scaling group; 5 by default.</summary>
    [Parameter]
    [ValidateRange(0, 100000)]
    public int InstanceCount { get; set; } = 5;

    /// <summary>The region of the default scaling group; cn-hangzhou by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string RegionId { get; set; } = "cn-hangzhou";

    /// <summary>The simulated time at the start; the real time by default.</summary>
    [Parameter]
    public DateTime StartTime { get; set; }

    /// <summary>Makes the ids: the same seed and the same calls give the same ids; 1 by default.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>How far the clock of the simulated service is ahead of the real one; negative is behind. Calls that are off by more than 15 minutes are refused.</summary>
    [Parameter]
    public TimeSpan ClockSkew { get; set; }

    /// <summary>Accepts calls with an old date or a nonce that was used before.</summary>
    [Parameter]
    public SwitchParameter SkipFreshnessCheck { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new SimulatorOptions
        {
            Port = Port,
            Speed = Speed,
            Step = ParameterSetName == "Step" ? ClockStep : null,
            Frozen = Frozen,
            InstanceCount = InstanceCount,
            RegionId = RegionId,
            StartTime = MyInvocation.BoundParameters.ContainsKey(nameof(StartTime)) ? new DateTimeOffset(StartTime) : null,
            Seed = Seed,
            ClockSkew = ClockSkew,
            CheckFreshness = !SkipFreshnessCheck,
        };
        try
        {
            var simulator = AliyunSimulator.Start(options);
            StartedSimulators.Add(simulator);
            WriteVerbose($"The simulator listens on {simulator.Endpoint}.");
            WriteObject(simulator);
        }
        catch (IOException e)
        {
            ThrowTerminatingError(new ErrorRecord(e, "PortInUse", ErrorCategory.ResourceUnavailable, Port));
        }
    }
}

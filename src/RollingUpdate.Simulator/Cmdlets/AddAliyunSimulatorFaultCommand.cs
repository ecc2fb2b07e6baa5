using System;
using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>Makes API calls or instances of a simulator fail.</summary>
/// <remarks>A fault strikes a number of times and counts it, so that a script can see that every fault it planned has happened. API faults strike calls of an action: dropped, lost replies, server errors, throttling, slow or broken answers. Instance faults strike a step of an instance's update.</remarks>
/// <example>
/// <para>Lose the reply of the next start, after its work was done</para>
/// <code>
/// Add-AliyunSimulatorFault -Action StartExecution -Fault LoseReply -Count 1
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -Wait
/// Get-AliyunSimulatorCall StartExecution
/// </code>
/// <para>The module asks with the same client token again, so that one execution is started and not two.</para>
/// </example>
/// <example>
/// <para>Let one instance fail in the middle of an update</para>
/// <code>
/// $simulator = Get-AliyunSimulator
/// Add-AliyunSimulatorFault -InstanceId $simulator.Instances[0].InstanceId -Step RunCommand
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -FailureAction Rollback -ErrorAction SilentlyContinue
/// </code>
/// <para>The update stops at that instance, and is taken back.</para>
/// </example>
/// <seealso cref="GetAliyunSimulatorCallCommand"/>
/// <seealso cref="StartAliyunSimulatorCommand"/>
/// <seealso href="about_RollingUpdate_Simulator"/>
[Cmdlet(VerbsCommon.Add, "AliyunSimulatorFault", DefaultParameterSetName = "Api")]
[OutputType(typeof(SimulatorFault), ParameterSetName = new[] { "Api" })]
[OutputType(typeof(SimulatorInstanceFault), ParameterSetName = new[] { "Instance" })]
public sealed class AddAliyunSimulatorFaultCommand : SimulatorCommand
{
    /// <summary>The API action that is struck, such as StartExecution; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Api", Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Action { get; set; } = "";

    /// <summary>What happens to the call.</summary>
    [Parameter(ParameterSetName = "Api", Mandatory = true, Position = 1)]
    public SimulatorFaultKind Fault { get; set; }

    /// <summary>How many matching calls pass before the first is struck.</summary>
    [Parameter(ParameterSetName = "Api")]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>For Throttle: the wait that the answer asks for.</summary>
    [Parameter(ParameterSetName = "Api")]
    public TimeSpan RetryAfter { get; set; }

    /// <summary>For Slow: how late the answer is, in real time; 5 seconds by default.</summary>
    [Parameter(ParameterSetName = "Api")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The HTTP status of the answer instead of the usual one.</summary>
    [Parameter(ParameterSetName = "Api")]
    [ValidateRange(400, 599)]
    public int HttpStatus { get; set; }

    /// <summary>Only calls with this key are struck.</summary>
    [Parameter(ParameterSetName = "Api")]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyId { get; set; }

    /// <summary>The instance that fails; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Instance", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string InstanceId { get; set; } = "";

    /// <summary>The step at which it fails: EnterStandby, StopInstance, ReplaceSystemDisk, StartInstance, RunCommand, ConfigurePackage, ExitStandby, SetInstancesProtection or another call of the update.</summary>
    [Parameter(ParameterSetName = "Instance", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Step { get; set; } = "";

    /// <summary>Whether the step fails or never ends.</summary>
    [Parameter(ParameterSetName = "Instance")]
    public SimulatorInstanceFaultOutcome Outcome { get; set; }

    /// <summary>How many times it strikes; once by default.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>The error code instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Code { get; set; }

    /// <summary>The error message instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var simulator = TheSimulator();
        if (ParameterSetName == "Instance")
            WriteObject(simulator.AddInstanceFault(InstanceFault()));
        else
            WriteObject(simulator.AddFault(ApiFault()));
    }

    private SimulatorFault ApiFault() => new(Action, Fault)
    {
        Count = Count,
        Skip = Skip,
        RetryAfter = IsBound(nameof(RetryAfter)) ? RetryAfter : null,
        Delay = Delay,
        HttpStatus = IsBound(nameof(HttpStatus)) ? HttpStatus : null,
        AccessKeyId = AccessKeyId,
        Code = Code,
        Message = Message,
    };

    private SimulatorInstanceFault InstanceFault()
    {
        var fault = new SimulatorInstanceFault(InstanceId, Step) { Count = Count, Outcome = Outcome };
        fault.Code = Code ?? fault.Code;
        fault.Message = Message ?? fault.Message;
        return fault;
    }

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}

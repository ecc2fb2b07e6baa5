using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>Gets the API calls a simulator has had.</summary>
/// <remarks>Emits the calls in the order they came in, with their parameters and how they ended: what a script really did, and that -WhatIf changed nothing. Signatures and secrets are not kept.</remarks>
/// <example>
/// <para>Prove that -WhatIf changes nothing</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -WhatIf
/// Get-AliyunSimulatorCall -Mutating
/// </code>
/// <para>The plan is read from the simulated cloud; no call that changes something is listed.</para>
/// </example>
/// <example>
/// <para>Look at the latest start</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello'
/// (Get-AliyunSimulatorCall StartExecution -Last 1).Parameters
/// </code>
/// </example>
/// <seealso cref="AddAliyunSimulatorFaultCommand"/>
/// <seealso href="about_RollingUpdate_Simulator"/>
[Cmdlet(VerbsCommon.Get, "AliyunSimulatorCall")]
[OutputType(typeof(SimulatorCall))]
public sealed class GetAliyunSimulatorCallCommand : SimulatorCommand
{
    /// <summary>The action that is wanted, such as StartExecution or Describe*.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Action { get; set; } = "*";

    /// <summary>Only calls that can change something; with -Mutating:$false only those that cannot.</summary>
    [Parameter]
    public SwitchParameter Mutating { get; set; }

    /// <summary>Only the last so many of the calls that fit.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var pattern = WildcardPattern.Get(Action, WildcardOptions.IgnoreCase);
        bool? mutating = MyInvocation.BoundParameters.ContainsKey(nameof(Mutating)) ? (bool)Mutating : null;
        var found = TheSimulator().Calls.Where(c => pattern.IsMatch(c.Action) && (mutating == null || c.Mutating == mutating)).ToList();
        IEnumerable<SimulatorCall> wanted = found.Skip(Math.Max(0, found.Count - Last));
        WriteObject(wanted, enumerateCollection: true);
    }
}

using System;
using System.Management.Automation;
using System.Reflection;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>
/// What Select-Object -First does, which the bare engine lacks: passes some objects on, then ends the commands before it by the engine's
/// own exception.
/// </summary>
[Cmdlet(VerbsCommon.Select, "FirstItem")]
public sealed class SelectFirstItemCommand : PSCmdlet
{
    private int _passed;

    /// <summary>How many.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public int First { get; set; }

    /// <summary>From these.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (++_passed < First)
            return;
        var type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        throw (Exception)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [this], null)!;
    }
}

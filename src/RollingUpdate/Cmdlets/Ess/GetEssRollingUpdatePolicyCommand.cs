using System;
using System.Collections.Generic;
using System.Management.Automation;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Policies;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Gets the RAM policy that allows rolling updates of some kinds, and nothing else.</summary>
/// <remarks>
/// <para>
/// It allows what the cmdlets of this module call from the plan to the rollback and the repair, and what the public template calls. It is
/// made without a call, so it can be had before there are any credentials.
/// </para>
/// </remarks>
/// <example>
/// <para>The policy for updates by image and by script, to be pasted into the RAM console</para>
/// <code>Get-EssRollingUpdatePolicy Image, Script | ForEach-Object PolicyDocument</code>
/// </example>
/// <example>
/// <para>What the role of -OosAssumeRole needs for package updates, and what for</para>
/// <code>(Get-EssRollingUpdatePolicy Package -Part Role).Actions</code>
/// </example>
/// <seealso cref="GetEssRollingUpdatePlanCommand"/>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso href="about_RollingUpdate_Credentials"/>
[Cmdlet(VerbsCommon.Get, "EssRollingUpdatePolicy")]
[OutputType(typeof(EssRollingUpdatePolicy))]
public sealed class GetEssRollingUpdatePolicyCommand : PSCmdlet
{
    private readonly List<RollingUpdateKind> _kinds = new();

    /// <summary>The kinds of updates that are allowed: Image, Script, Package, File, OssFile, ContainerGroup. Without it: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public RollingUpdateKind[] Kind { get; set; } = (RollingUpdateKind[])Enum.GetValues(typeof(RollingUpdateKind));

    /// <summary>
    /// Whose permissions: All (the default) of whoever starts updates without a role; with -OosAssumeRole, Caller of whoever starts them
    /// and Role of the role.
    /// </summary>
    [Parameter]
    public EssPolicyPart Part { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _kinds.AddRange(Kind);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // One policy for all that was piped in; nothing piped in is nothing asked for.
        if (_kinds.Count > 0)
            WriteObject(new EssRollingUpdatePolicy(_kinds, Part));
    }
}

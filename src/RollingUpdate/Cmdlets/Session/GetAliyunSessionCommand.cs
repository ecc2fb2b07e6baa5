using System.Management.Automation;
using RollingUpdate.Sessions;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Gets whose credentials would be used now, in which region, and where they were found.</summary>
/// <remarks>
/// No call is made, so it works without a network. The object holds no secret: of the AccessKey id it has the last characters only.
/// </remarks>
/// <example>
/// <para>What would be used now?</para>
/// <code>Get-AliyunSession</code>
/// </example>
/// <example>
/// <para>And with that profile?</para>
/// <code>Get-AliyunSession -ProfileName prod</code>
/// </example>
/// <seealso cref="ConnectAliyunCommand"/>
/// <seealso cref="GetAliyunCallerIdentityCommand"/>
/// <seealso href="about_RollingUpdate_Credentials"/>
[Cmdlet(VerbsCommon.Get, "AliyunSession")]
[OutputType(typeof(AliyunSession))]
public sealed class GetAliyunSessionCommand : AliyunCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(ProfileName, () => WriteObject(Sessions.Describe(ProfileName, RegionId)));
}

using System.Management.Automation;
using RollingUpdate.Sts;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Gets who the credentials belong to: the surest sign that they work.</summary>
/// <remarks>
/// STS answers this call for every valid key, whatever its permissions are; so an error is about the key, its clock or the network, and
/// never about a missing policy.
/// </remarks>
/// <example>
/// <para>Does it work?</para>
/// <code>Get-AliyunCallerIdentity</code>
/// </example>
/// <example>
/// <para>Does that profile work?</para>
/// <code>Get-AliyunCallerIdentity -ProfileName prod</code>
/// </example>
/// <seealso cref="ConnectAliyunCommand"/>
/// <seealso cref="GetAliyunRegionCommand"/>
/// <seealso href="about_RollingUpdate_Credentials"/>
[Cmdlet(VerbsCommon.Get, "AliyunCallerIdentity")]
[OutputType(typeof(AliyunCallerIdentity))]
public sealed class GetAliyunCallerIdentityCommand : AliyunCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        TryFor(ProfileName, () => WriteObject(Await(cancellation => new StsClient(Api).GetCallerIdentityAsync(cancellation))));
}

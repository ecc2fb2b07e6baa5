using System.Management.Automation;
using RollingUpdate.Sts;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Gets who the credentials belong to: the surest sign that they work.</summary>
/// <example><code>Get-AliyunCallerIdentity</code></example>
[Cmdlet(VerbsCommon.Get, "AliyunCallerIdentity")]
[OutputType(typeof(AliyunCallerIdentity))]
public sealed class GetAliyunCallerIdentityCommand : AliyunCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        TryFor(ProfileName, () => WriteObject(Await(cancellation => new StsClient(Api).GetCallerIdentityAsync(cancellation))));
}

using System.Management.Automation;
using RollingUpdate.Sessions;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Gets whose credentials would be used now, in which region, and where they were found. No call is made.</summary>
/// <example><code>Get-AliyunSession</code></example>
[Cmdlet(VerbsCommon.Get, "AliyunSession")]
[OutputType(typeof(AliyunSession))]
public sealed class GetAliyunSessionCommand : AliyunCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(ProfileName, () => WriteObject(Sessions.Describe(ProfileName, RegionId)));
}

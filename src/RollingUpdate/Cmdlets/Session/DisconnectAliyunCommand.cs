using System.Management.Automation;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Ends the session of Connect-Aliyun and forgets its key; the cmdlets use the CLI's profile again.</summary>
/// <example><code>Disconnect-Aliyun</code></example>
[Cmdlet(VerbsCommunications.Disconnect, "Aliyun")]
[OutputType(typeof(void))]
public sealed class DisconnectAliyunCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunspaceSessions.Current.Disconnect();
}

using System.Management.Automation;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Ends the session of Connect-Aliyun and forgets its key.</summary>
/// <remarks>
/// From then on the cmdlets use again what the aliyun CLI would use. Nothing is changed in the cloud or on disk, and updates that run go
/// on.
/// </remarks>
/// <example>
/// <para>Forget the session</para>
/// <code>
/// Connect-Aliyun -ProfileName prod
/// Disconnect-Aliyun
/// Get-AliyunSession
/// </code>
/// <para>Get-AliyunSession shows the profile that is used now.</para>
/// </example>
/// <seealso cref="ConnectAliyunCommand"/>
/// <seealso cref="GetAliyunSessionCommand"/>
/// <seealso href="about_RollingUpdate_Credentials"/>
[Cmdlet(VerbsCommunications.Disconnect, "Aliyun")]
[OutputType(typeof(void))]
public sealed class DisconnectAliyunCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunspaceSessions.Current.Disconnect();
}

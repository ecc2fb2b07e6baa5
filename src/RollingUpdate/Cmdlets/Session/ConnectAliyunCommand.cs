using System;
using System.Management.Automation;
using System.Security;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Sessions;
using RollingUpdate.Sts;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Chooses whose credentials the cmdlets of this PowerShell session use from now on: those of a profile, or a key.</summary>
/// <remarks>
/// <para>
/// You need it only to choose. Without it every cmdlet uses the profile that the aliyun CLI would use: the one that ALIBABACLOUD_PROFILE
/// names, or the current one of <c>~/.aliyun/config.json</c>, or the environment variables where there is no such file. -ProfileName and
/// -RegionId of any cmdlet win over the session. A session belongs to one profile, also where none is typed: -ProfileName with that name is
/// the session, and it stays when another profile becomes the current one.
/// </para>
/// <para>
/// No call is made here unless -Verify is given: whether the key works is what that and Get-AliyunCallerIdentity tell. The secret is kept in memory for as long as the
/// session lasts, and shown nowhere.
/// </para>
/// <para>
/// A session belongs to its runspace. Those of ForEach-Object -Parallel and Start-ThreadJob are others: keep $session = Get-AliyunSession
/// outside, and begin the script block with $null = $using:session | Connect-Aliyun.
/// </para>
/// </remarks>
/// <example>
/// <para>Work with a profile</para>
/// <code>Connect-Aliyun -ProfileName prod -RegionId cn-shanghai</code>
/// <para>Region, endpoint and time-outs of the profile hold as well, where they are not given.</para>
/// </example>
/// <example>
/// <para>Make sure that it works before going on</para>
/// <code>Connect-Aliyun -ProfileName prod -Verify</code>
/// </example>
/// <example>
/// <para>Work with a key, and type the secret unseen</para>
/// <code>Connect-Aliyun -AccessKeyId LTAI5tExampleExample -RegionId cn-hangzhou</code>
/// <para>The secret is mandatory, so PowerShell asks for it and shows stars. In a script, take it from a vault as a SecureString.</para>
/// </example>
/// <example>
/// <para>Work with a simulator</para>
/// <code>
/// $simulator = Start-AliyunSimulator
/// $simulator | Connect-Aliyun
/// Get-AliyunCallerIdentity
/// </code>
/// <para>Key, region and endpoint bind by their names.</para>
/// </example>
/// <seealso cref="DisconnectAliyunCommand"/>
/// <seealso cref="GetAliyunSessionCommand"/>
/// <seealso cref="GetAliyunCallerIdentityCommand"/>
/// <seealso href="about_RollingUpdate_Credentials"/>
[Cmdlet(VerbsCommunications.Connect, "Aliyun", DefaultParameterSetName = ProfileSet)]
[OutputType(typeof(AliyunSession))]
public sealed class ConnectAliyunCommand : CloudCommand
{
    private const string ProfileSet = "Profile";
    private const string KeySet = "AccessKey";
    private const string SessionSet = "Session";

    /// <summary>
    /// A session of another runspace of this process, from Connect-Aliyun or Get-AliyunSession there: its credentials, region and endpoint are
    /// used here too. What came from a file or another process holds no credentials; of that, the profile's name is taken.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SessionSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public AliyunSession? Session { get; set; }

    /// <summary>The profile. Without it: the one the CLI would use.</summary>
    [Parameter(Position = 0, ParameterSetName = ProfileSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>An AccessKey id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of the AccessKey.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet, ValueFromPipelineByPropertyName = true)]
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The token that belongs to a temporary key.</summary>
    [Parameter(ParameterSetName = KeySet, ValueFromPipelineByPropertyName = true)]
    public SecureString? SecurityToken { get; set; }

    /// <summary>The region to work in. Without it: that of the profile.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionIdCompleter))]
    public string? RegionId { get; set; }

    /// <summary>Scheme, host and port to use for every product, such as that of a simulator. A bare host gets https; plain http has to be written out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? Endpoint { get; set; }

    /// <summary>Public, or Vpc for the endpoints inside a VPC. Without it: as the profile says.</summary>
    [Parameter]
    public AliyunNetwork? Network { get; set; }

    /// <summary>
    /// Asks STS who it is before the session is kept. When that fails the error says why, and the session there was before goes on. Credentials
    /// that have to be fetched are otherwise fetched with the first call.
    /// </summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(ProfileName ?? AccessKeyId, () =>
    {
        var taken = SessionProvider.RequestOf(Session);
        var request = taken ?? new ConnectRequest
        {
            ProfileName = string.IsNullOrEmpty(ProfileName ?? Session?.ProfileName) ? null : ProfileName ?? Session?.ProfileName,
            AccessKeyId = AccessKeyId,
            // Copies: the session outlives what the caller may dispose of.
            AccessKeySecret = AccessKeySecret?.Copy(),
            SecurityToken = SecurityToken?.Copy(),
            RegionId = string.IsNullOrEmpty(RegionId) ? null : RegionId,
            Endpoint = Endpoint,
            Network = Network,
        };
        if (taken is not null)
            (request.RegionId, request.Endpoint, request.Network) = (string.IsNullOrEmpty(RegionId) ? request.RegionId : RegionId, Endpoint ?? request.Endpoint, Network ?? request.Network);
        if (Verify)
            request.Arn = Await(cancellation => new StsClient(Sessions.Try(request, Pump)).GetCallerIdentityAsync(cancellation)).Arn;
        WriteObject(Sessions.Connect(request));
    });
}

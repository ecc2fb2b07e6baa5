using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Sessions;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>
/// Creates a profile or changes one, in the file that the aliyun CLI shares. Only what is typed changes; an empty text takes a value away.
/// What the profile's mode needs is checked before anything is written.
/// </summary>
/// <remarks>
/// Secrets are given as secure strings: Set-AliyunProfile new -AccessKeyId LTAI5t… -AccessKeySecret (Read-Host -AsSecureString) -RegionId
/// cn-hangzhou makes a profile with a key of its own. Another AccessKey takes its own secret along, and the token of the old key is removed. A change of the mode leaves the values of the
/// former one in the file, as the CLI does. The modes CloudSSO and OAuth are signed in to with aliyun configure --profile and a browser.
/// </remarks>
/// <example><code>Set-AliyunProfile prod -RegionId cn-shanghai -Current</code></example>
/// <example><code>Set-AliyunProfile deploy -Mode ChainableRamRoleArn -SourceProfile prod -RamRoleArn acs:ram::1234567890123456:role/deploy -RoleSessionName rolling-update -RegionId cn-hangzhou</code></example>
/// <example><code>Set-AliyunProfile prod -Network Vpc</code></example>
/// <seealso cref="GetAliyunProfileCommand"/>
/// <seealso cref="SwitchAliyunProfileCommand"/>
/// <seealso cref="RemoveAliyunProfileCommand"/>
[Cmdlet(VerbsCommon.Set, "AliyunProfile", SupportsShouldProcess = true)]
[OutputType(typeof(AliyunProfile))]
public sealed class SetAliyunProfileCommand : ProfileCommand
{
    /// <summary>The profile's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [PipelineId(nameof(ProfileName), Only = new[] { typeof(AliyunProfile), typeof(AliyunSession), typeof(AliyunRamUser) })]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string ProfileName { get; set; } = "";

    /// <summary>How credentials are had. Without it: as it is, and AK for a new profile.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet(
        "AK", "StsToken", "RamRoleArn", "EcsRamRole", "RsaKeyPair", "RamRoleArnWithRoleName", "ChainableRamRoleArn", "External", "CredentialsURI", "OIDC",
        "CloudSSO", "OAuth", "BearerToken", "Anonymous")]
    public string? Mode { get; set; }

    /// <summary>The region its calls go to, such as cn-hangzhou. Every profile needs one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionIdCompleter))]
    public string? RegionId { get; set; }

    /// <summary>The id of an AccessKey: modes AK, StsToken and RamRoleArn.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of the AccessKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The token that belongs to a temporary key: mode StsToken, and RamRoleArn where its key is a temporary one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("StsToken")]
    public SecureString? SecurityToken { get; set; }

    /// <summary>The name of the RAM role of an ECS instance: modes EcsRamRole and RamRoleArnWithRoleName. Without it the instance is asked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RamRoleName { get; set; }

    /// <summary>The role to work as, acs:ram::…:role/….</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RamRoleArn { get; set; }

    /// <summary>The name under which the role's work appears in logs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("RamSessionName")]
    public string? RoleSessionName { get; set; }

    /// <summary>The external id that the role asks for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ExternalId { get; set; }

    /// <summary>The profile whose credentials assume the role: mode ChainableRamRoleArn.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? SourceProfile { get; set; }

    /// <summary>How long the role's credentials are good for, 15 minutes to 12 hours, for a key pair to one hour; a number is seconds. 0 for the usual hour, which is all that the mode OIDC has.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ExpiredSeconds")]
    [Seconds]
    public TimeSpan? SessionDuration { get; set; }

    /// <summary>The region of the STS that credentials are fetched from. Without it: the central one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionIdCompleter))]
    public string? StsRegion { get; set; }

    /// <summary>The host of the STS that credentials are fetched from. It beats -StsRegion.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? StsEndpoint { get; set; }

    /// <summary>The private key in PEM form, or the path of its file: mode RsaKeyPair.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SecureString? PrivateKey { get; set; }

    /// <summary>The id of the public key: mode RsaKeyPair.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyPairName { get; set; }

    /// <summary>The command that prints credentials as JSON: mode External.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProcessCommand { get; set; }

    /// <summary>The address that gives credentials: mode CredentialsURI. Unlike here, the CLI has no flag for it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? CredentialsUri { get; set; }

    /// <summary>The identity provider, acs:ram::…:oidc-provider/…: mode OIDC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OidcProviderArn { get; set; }

    /// <summary>The file with the provider's token: mode OIDC. A relative path is stored as a full one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OidcTokenFile { get; set; }

    /// <summary>The address to sign in at: mode CloudSSO.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? CloudSsoSignInUrl { get; set; }

    /// <summary>The account to work in: mode CloudSSO.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CloudSsoAccountId { get; set; }

    /// <summary>The access configuration, ac-…: mode CloudSSO.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CloudSsoAccessConfig { get; set; }

    /// <summary>The site to sign in at: mode OAuth.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("CN", "INTL")]
    public string? OAuthSiteType { get; set; }

    /// <summary>The token: mode BearerToken, which products built into the CLI, and this module, do not take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SecureString? BearerToken { get; set; }

    /// <summary>The header the token is sent in: mode BearerToken. Without it: x-acs-bearer-token.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? BearerTokenHeaderKey { get; set; }

    /// <summary>Scheme, host and port to use for every product; a bare host gets https. An empty text for the products' own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? Endpoint { get; set; }

    /// <summary>Public, or Vpc for the endpoints inside a VPC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public AliyunNetwork? Network { get; set; }

    /// <summary>The language of the CLI's and the service's texts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("en", "zh")]
    public string? Language { get; set; }

    /// <summary>How long to wait for an answer, in whole seconds; 0 for the usual time.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Seconds]
    public TimeSpan? ReadTimeout { get; set; }

    /// <summary>How long to wait for a connection, in whole seconds; 0 for the usual time.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Seconds]
    public TimeSpan? ConnectTimeout { get; set; }

    /// <summary>How often the CLI tries a call again.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 100)]
    public int? RetryCount { get; set; }

    /// <summary>Makes it the current profile too, for the CLI as well. Where there is no current one, it becomes it anyway.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <summary>Writes the profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(ProfileName, () =>
    {
        var change = Build();
        var copy = Store.CopyOf(ProfileName);
        change.ApplyTo(copy ?? new());
        WarnOfMissingSource();
        var action = copy is null ? $"Create ({change.Mode})" : change.Keys.Any() ? "Change " + string.Join(", ", change.Keys) : "Leave as it is";
        if (!ShouldProcess($"profile '{ProfileName}' of {ConfigPath}", Current ? action + ", make it the current one" : action))
            return;
        Store.SaveProfile(ProfileName, change.ApplyTo, Current, StopToken);
        if (change.Mode is "CloudSSO" or "OAuth")
            WriteVerbose($"Sign in where it has not been done: aliyun configure --profile {ProfileName} --mode {change.Mode}");
        if (PassThru)
            WriteProfile(ProfileName);
    });

    private ProfileChange Build()
    {
        // ValidateSet takes any case; the CLI does not.
        var mode = ProfileModeRule.All.FirstOrDefault(rule => string.Equals(rule.Mode, Mode, StringComparison.OrdinalIgnoreCase))?.Mode;
        var change = new ProfileChange(ProfileName, mode);
        Set(change, "region_id", RegionId);
        Set(change, "access_key_id", AccessKeyId);
        Set(change, "access_key_secret", Plain(AccessKeySecret));
        Set(change, "sts_token", Plain(SecurityToken));
        Set(change, "ram_role_name", RamRoleName);
        Set(change, "ram_role_arn", RamRoleArn);
        Set(change, "ram_session_name", RoleSessionName);
        Set(change, "external_id", ExternalId);
        Set(change, "source_profile", SourceProfile);
        Set(change, "expired_seconds", SessionDuration, TimeSpan.FromMinutes(15), TimeSpan.FromHours(12));
        Set(change, "sts_region", StsRegion);
        Set(change, "sts_endpoint", StsEndpoint);
        Set(change, "private_key", Plain(PrivateKey));
        Set(change, "key_pair_name", KeyPairName);
        Set(change, "process_command", ProcessCommand);
        Set(change, "credentials_uri", CredentialsUri?.OriginalString);
        Set(change, "oidc_provider_arn", OidcProviderArn);
        Set(change, "oidc_token_file", string.IsNullOrEmpty(OidcTokenFile) ? OidcTokenFile : SessionState.Path.GetUnresolvedProviderPathFromPSPath(OidcTokenFile));
        Set(change, "cloud_sso_sign_in_url", CloudSsoSignInUrl?.OriginalString);
        Set(change, "cloud_sso_account_id", CloudSsoAccountId);
        Set(change, "cloud_sso_access_config", CloudSsoAccessConfig);
        Set(change, "oauth_site_type", OAuthSiteType?.ToUpperInvariant());
        // Of line ends and the like the CLI frees the token itself.
        Set(change, "bearer_token", Plain(BearerToken)?.Trim('\r', '\n', '\0'));
        Set(change, "bearer_token_header_key", BearerTokenHeaderKey);
        if (Endpoint is not null)
            change.Set("endpoint", EndpointAddress.Typed(Endpoint) is null ? null : Endpoint.OriginalString.TrimEnd('/'));
        Set(change, "endpoint_type", Network is null ? null : Network == AliyunNetwork.Vpc ? "vpc" : "");
        Set(change, "language", Language?.ToLowerInvariant());
        Set(change, "read_timeout", ReadTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Set(change, "connect_timeout", ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        if (RetryCount is { } retries)
            change.Set("retry_count", retries);
        return change;
    }

    private static void Set(ProfileChange change, string key, string? text)
    {
        if (text is not null)
            change.Set(key, text);
    }

    private static void Set(ProfileChange change, string key, TimeSpan? time, TimeSpan least, TimeSpan most)
    {
        if (time is not { } given)
            return;
        if (given != TimeSpan.Zero && (given < least || given > most || given.Milliseconds != 0))
        {
            throw new RollingUpdateException(
                ErrorKind.InvalidInput, "InvalidTimeSpan", $"{given} is no {key}: whole seconds, {least.TotalSeconds:0} to {most.TotalSeconds:0}.",
                $"Give a number of seconds, such as {Math.Max(900, least.TotalSeconds):0}, or 0 for what is usual.");
        }

        change.Set(key, (long)given.TotalSeconds);
    }

    // The profile may be made later; until then a call with it fails.
    private void WarnOfMissingSource()
    {
        if (!string.IsNullOrEmpty(SourceProfile) && Store.CopyOf(SourceProfile!) is null)
            WriteWarning($"There is no profile '{SourceProfile}' yet: profile '{ProfileName}' works once there is.");
    }

    private static string? Plain(SecureString? secret) => secret is null ? null : new NetworkCredential("", secret).Password;
}

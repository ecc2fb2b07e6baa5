using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Sessions.Credentials;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>Which keys a mode needs and which others it uses, as <c>aliyun configure set</c> takes them.</summary>
internal sealed class ProfileModeRule
{
    private static readonly string[] StsHost = { "sts_region", "sts_endpoint" };
    private static readonly string[] Sts = StsHost.Append("expired_seconds").ToArray();

    /// <summary>All modes, in the spelling the CLI insists on.</summary>
    public static readonly IReadOnlyList<ProfileModeRule> All = new[]
    {
        new ProfileModeRule(CredentialModes.AK, "access_key_id", "access_key_secret"),
        new ProfileModeRule(CredentialModes.StsToken, "access_key_id", "access_key_secret", "sts_token"),
        new ProfileModeRule(CredentialModes.RamRoleArn, "access_key_id", "access_key_secret", "ram_role_arn", "ram_session_name").With(Sts).With("external_id", "sts_token"),
        new ProfileModeRule(CredentialModes.EcsRamRole).With("ram_role_name"),
        new ProfileModeRule(CredentialModes.RsaKeyPair, "private_key", "key_pair_name").With(Sts),
        // The CLI finds a missing role only when it is used.
        new ProfileModeRule(CredentialModes.RamRoleArnWithRoleName, "ram_role_arn").With(Sts).With("ram_role_name", "ram_session_name"),
        new ProfileModeRule(CredentialModes.ChainableRamRoleArn, "source_profile", "ram_role_arn", "ram_session_name").With(Sts).With("external_id"),
        new ProfileModeRule(CredentialModes.External, "process_command"),
        new ProfileModeRule(CredentialModes.CredentialsURI, "credentials_uri"),
        // The CLI always takes an hour there.
        new ProfileModeRule(CredentialModes.OIDC, "oidc_provider_arn", "oidc_token_file", "ram_role_arn", "ram_session_name").With(StsHost),
        new ProfileModeRule(CredentialModes.CloudSSO, "cloud_sso_sign_in_url").With("cloud_sso_account_id", "cloud_sso_access_config"),
        new ProfileModeRule(CredentialModes.OAuth, "oauth_site_type"),
        new ProfileModeRule(CredentialModes.BearerToken, "bearer_token").With("bearer_token_header_key"),
        new ProfileModeRule(CredentialModes.Anonymous),
    };

    private readonly List<string> _optional = new();

    private ProfileModeRule(string mode, params string[] required)
    {
        Mode = mode;
        Required = required;
    }

    /// <summary>The mode's name.</summary>
    public string Mode { get; }

    /// <summary>The keys it cannot do without, beside the region.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>Whether it makes use of a key that is not common to all modes.</summary>
    public bool Uses(string key) => Required.Contains(key) || _optional.Contains(key);

    /// <summary>The rule of a mode; null for one that the CLI does not know. Case matters, as it does to the CLI.</summary>
    public static ProfileModeRule? Find(string mode) => All.FirstOrDefault(rule => rule.Mode == mode);

    /// <summary>Whether some mode uses the key, so that others have no use for it; false for keys of all modes, such as region_id.</summary>
    public static bool IsOfSomeMode(string key) => All.Any(rule => rule.Uses(key));

    private ProfileModeRule With(params string[] optional)
    {
        _optional.AddRange(optional);
        return this;
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// The fields of a profile, the empty ones filled from the environment as the CLI does it: a filled field is never beaten. But a key is
/// one thing: id, secret and token of the environment go to a profile only where they do not contradict what the profile has of its own.
/// </summary>
internal sealed class ProfileFields
{
    private static readonly Dictionary<string, string[]> Variables = new()
    {
        ["ram_role_name"] = EnvironmentNames.InstanceRole,
        ["ram_role_arn"] = EnvironmentNames.RoleArn,
        ["ram_session_name"] = EnvironmentNames.RoleSessionName,
        ["external_id"] = EnvironmentNames.ExternalId,
        ["oidc_provider_arn"] = EnvironmentNames.OidcProviderArn,
        ["oidc_token_file"] = EnvironmentNames.OidcTokenFile,
        ["sts_endpoint"] = EnvironmentNames.StsEndpoint,
        ["credentials_uri"] = EnvironmentNames.CredentialsUri,
        ["bearer_token"] = EnvironmentNames.BearerToken,
    };

    // They decide where a key comes from, whatever the profile says.
    private static readonly string[][] ServiceVariables =
    {
        EnvironmentNames.MetadataAddress, EnvironmentNames.MetadataDisabled, EnvironmentNames.MetadataV1Disabled, EnvironmentNames.OAuthAddress,
        EnvironmentNames.ExternalProcessDisabled,
    };

    private readonly SessionEnvironment _environment;
    private readonly bool _filled;

    /// <param name="profile">The profile.</param>
    /// <param name="title">What messages call it; null for its name.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="filled">Whether empty fields are filled: not those of the source of a chain.</param>
    public ProfileFields(StoredProfile profile, string? title, SessionEnvironment environment, bool filled)
    {
        Profile = profile;
        Title = title ?? $"profile '{profile.Name}'";
        _environment = environment;
        _filled = filled;
        TakeKey();
    }

    public StoredProfile Profile { get; }

    /// <summary>What messages call it: <c>profile 'deploy'</c>.</summary>
    public string Title { get; }

    public string? AccessKeyId { get; private set; }

    public string? AccessKeySecret { get; private set; }

    public string? SecurityToken { get; private set; }

    /// <summary>The mode the profile says, or the one that its fields tell; null when they tell none.</summary>
    public string? Mode => Profile.Mode ?? GuessedMode();

    /// <summary>A field's text; null when it is empty, and the environment does not fill it.</summary>
    public string? Text(string key) =>
        Profile.Text(key) ?? (_filled && Variables.TryGetValue(key, out var names) ? _environment.First(names) : null);

    /// <summary>A whole number; null when it is empty, zero or no number, which the CLI takes for the same.</summary>
    public long? Number(string key) =>
        long.TryParse(Profile.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>All that decides what comes of it, secrets included: tells whether two are the same.</summary>
    public string Fingerprint() =>
        string.Join("\n", new[] { Title, Mode, AccessKeyId, AccessKeySecret, SecurityToken, Profile.Fingerprint() }
            .Concat(Variables.Keys.Select(Text))
            .Concat(ServiceVariables.Select(names => _environment.First(names))));

    private void TakeKey()
    {
        AccessKeyId = Profile.Text("access_key_id");
        AccessKeySecret = Profile.Text("access_key_secret");
        SecurityToken = Profile.Text("sts_token");
        if (!_filled)
            return;
        var id = _environment.First(EnvironmentNames.AccessKeyId);
        var secret = _environment.First(EnvironmentNames.AccessKeySecret);
        var token = _environment.First(EnvironmentNames.SecurityToken);
        if (Contradict(AccessKeyId, id) || Contradict(AccessKeySecret, secret) || Contradict(SecurityToken, token))
            return;
        var ownKey = AccessKeyId is not null && AccessKeySecret is not null;
        AccessKeyId ??= id;
        AccessKeySecret ??= secret;
        // A lasting key of the profile's own takes no token: the CLI's attaching one to the key of a RamRoleArn profile is a trap.
        if (!ownKey || Profile.Mode == CredentialModes.StsToken)
            SecurityToken ??= token;
    }

    private static bool Contradict(string? own, string? other) => own is not null && other is not null && own != other;

    // In the CLI's order. A role in the environment alone does not turn its key into RamRoleArn: the CLI's doing so is a trap where
    // a container has both.
    private string? GuessedMode()
    {
        if (_filled && string.Equals(_environment.First(EnvironmentNames.ProfileMode), CredentialModes.Anonymous, System.StringComparison.OrdinalIgnoreCase))
            return CredentialModes.Anonymous;
        if (AccessKeyId is not null && AccessKeySecret is not null)
        {
            return SecurityToken is not null ? CredentialModes.StsToken
                : Profile.Text("ram_role_arn") is not null ? CredentialModes.RamRoleArn
                : CredentialModes.AK;
        }

        if (Profile.Text("private_key") is not null && Profile.Text("key_pair_name") is not null)
            return CredentialModes.RsaKeyPair;
        if (Profile.Text("ram_role_name") is not null)
            return CredentialModes.EcsRamRole;
        if (Profile.Text("process_command") is not null)
            return CredentialModes.External;
        if (Text("oidc_provider_arn") is not null && Text("oidc_token_file") is not null && Text("ram_role_arn") is not null)
            return CredentialModes.OIDC;
        if (Profile.Text("cloud_sso_sign_in_url") is not null)
            return CredentialModes.CloudSSO;
        return Text("bearer_token") is not null ? CredentialModes.BearerToken : null;
    }
}

using System;
using System.Linq;
using System.Text.RegularExpressions;
using RollingUpdate.Sessions.Credentials;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>Turns stored profiles into what may be shown of them.</summary>
internal static class ProfileReading
{
    // Of shorter secrets three characters would tell too much.
    private const int ShortestToMask = 10;
    private static readonly char[] EndsOfWord = { ' ', '\t', '\'', '"' };

    public static AliyunProfile ToAliyunProfile(this StoredProfile profile, string current) => new()
    {
        ProfileName = profile.Name,
        Mode = profile.Mode,
        RegionId = profile.RegionId,
        IsCurrent = profile.Name == current,
        Credential = CredentialOf(profile),
        Problem = ProblemOf(profile),
        RamRoleArn = UsedText(profile, "ram_role_arn"),
        SourceProfile = UsedText(profile, "source_profile"),
        ExpiresAt = SavedLogin.TimeIn(profile, "sts_expiration"),
        Network = string.Equals(profile.Text("endpoint_type"), "vpc", StringComparison.OrdinalIgnoreCase) ? AliyunNetwork.Vpc : AliyunNetwork.Public,
        Language = profile.Text("language"),
    };

    // The CLI's own checks, in its order.
    private static string? ProblemOf(StoredProfile profile)
    {
        if (profile.RegionId is not { } region)
            return "It has no region.";
        if (!Regex.IsMatch(region, "^[a-zA-Z0-9-]+$", RegexOptions.CultureInvariant))
            return $"'{region}' cannot be a region.";
        if (profile.Mode is not { } mode)
            return "It has no mode.";
        if (ProfileModeRule.Find(mode) is not { } rule)
            return $"There is no mode '{mode}'.";
        return rule.Required.FirstOrDefault(key => profile.Text(key) is null) is { } missing ? $"It has no {missing}." : null;
    }

    private static string CredentialOf(StoredProfile profile) => profile.Mode switch
    {
        CredentialModes.AK or CredentialModes.StsToken or CredentialModes.RamRoleArn => Join(":", Ending(profile.Text("access_key_id"), 4), Ending(profile.Text("external_id"), 4)),
        CredentialModes.EcsRamRole => profile.Text("ram_role_name") ?? "",
        CredentialModes.RamRoleArnWithRoleName or CredentialModes.OIDC => profile.Text("ram_role_arn") ?? "",
        CredentialModes.ChainableRamRoleArn => Join(":", profile.Text("source_profile"), profile.Text("ram_role_arn")),
        CredentialModes.RsaKeyPair => profile.Text("key_pair_name") ?? "",
        // The CLI shows these two in full; their arguments and paths may be secrets.
        CredentialModes.External => profile.Text("process_command") is { } command ? WordOf(command) : "",
        CredentialModes.CredentialsURI => Uri.TryCreate(profile.Text("credentials_uri"), UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "",
        CredentialModes.CloudSSO => Join("@", profile.Text("cloud_sso_account_id"), profile.Text("cloud_sso_access_config")),
        CredentialModes.OAuth => Join("@", Ending(profile.Text("oauth_access_token"), ShortestToMask), profile.Text("oauth_site_type")),
        CredentialModes.BearerToken => Join("@", Ending(profile.Text("bearer_token"), ShortestToMask), profile.Text("bearer_token_header_key")),
        _ => "",
    };

    // A change of the mode leaves what the former one needed.
    private static string? UsedText(StoredProfile profile, string key) =>
        profile.Mode is { } mode && ProfileModeRule.Find(mode)?.Uses(key) == true ? profile.Text(key) : null;

    private static string? Ending(string? text, int shortest) => text is null ? null : text.Length < shortest ? "***" : "***" + text.Substring(text.Length - 3);

    private static string WordOf(string command)
    {
        var end = command.IndexOfAny(EndsOfWord);
        return end < 0 ? command : command.Substring(0, end) + " …";
    }

    private static string Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(part => part is not null));
}

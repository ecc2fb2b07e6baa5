using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions.Credentials;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>
/// What is to be different in a profile. It is checked against the profile as it will be, by the rules of the CLI for its mode, before
/// anything of it is changed for good: a check that fails throws, and whoever writes then writes nothing.
/// </summary>
internal sealed class ProfileChange
{
    private const string DefaultMode = CredentialModes.AK;
    private readonly string? _mode;
    private readonly Dictionary<string, JToken?> _values = new();

    /// <param name="name">The profile's name.</param>
    /// <param name="mode">The mode it is to have, in the CLI's spelling; null keeps the one it has, or AK for a new one.</param>
    /// <exception cref="RollingUpdateException">That can be no name.</exception>
    public ProfileChange(string name, string? mode)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl) || name != name.Trim())
            throw Invalid("InvalidProfileName", "A profile's name has at least one character, and no space before or behind it.", "Give it a name such as prod.");
        Name = name;
        _mode = mode;
    }

    public string Name { get; }

    /// <summary>The keys that change.</summary>
    public IEnumerable<string> Keys => (_mode is null ? _values.Keys : _values.Keys.Prepend("mode")).OrderBy(key => ProfileKeys.OfProfile.ToList().IndexOf(key));

    /// <summary>The mode of the profile as it will be; known once the change was applied.</summary>
    public string Mode { get; private set; } = DefaultMode;

    /// <summary>Gives a key a value; an empty one, or zero, takes the key away, as the CLI writes it.</summary>
    public void Set(string key, string? text) => _values[key] = string.IsNullOrEmpty(text) ? (JToken?)null : text;

    /// <inheritdoc cref="Set(string,string)"/>
    public void Set(string key, long number) => _values[key] = number == 0 ? (JToken?)null : number;

    /// <exception cref="RollingUpdateException">The profile would not be usable.</exception>
    public void ApplyTo(JObject profile)
    {
        var isNew = TextOf(profile, "mode") is null;
        Mode = _mode ?? TextOf(profile, "mode") ?? DefaultMode;
        var rule = ProfileModeRule.Find(Mode) ?? throw Invalid(
            "InvalidMode", $"Profile '{Name}' has the mode '{Mode}', which there is not.", $"Add -Mode with one of: {string.Join(", ", ProfileModeRule.All.Select(known => known.Mode))}.");
        foreach (var key in _values.Keys.Where(key => ProfileModeRule.IsOfSomeMode(key) && !rule.Uses(key)).ToList())
        {
            if (_values[key] is not null)
                throw NotOfMode(key);
            _values.Remove(key);
        }

        CheckKey(profile, rule);
        profile["mode"] = Mode;
        foreach (var value in _values)
        {
            if (value.Value is null)
                profile.Remove(value.Key);
            else
                profile[value.Key] = value.Value;
        }

        if (isNew)
        {
            // What the CLI puts into a new profile.
            profile["output_format"] ??= "json";
            profile["language"] ??= "en";
        }

        Check(profile, rule);
    }

    // A secret and a token belong to their key: with another key the old ones are of no use, and would be mistaken for its own.
    private void CheckKey(JObject profile, ProfileModeRule rule)
    {
        if (!_values.TryGetValue("access_key_id", out var id) || (string?)id == TextOf(profile, "access_key_id"))
            return;
        if (!_values.ContainsKey("access_key_secret") && id is not null)
            throw Invalid("AccessKeySecretMissing", $"Another AccessKey of profile '{Name}' needs its own secret.", "Add -AccessKeySecret (Read-Host -AsSecureString).");
        if (!_values.ContainsKey("sts_token"))
        {
            if (rule.Required.Contains("sts_token") && TextOf(profile, "sts_token") is not null)
                throw Invalid("SecurityTokenMissing", $"Another AccessKey of profile '{Name}' needs its own token.", "Add -SecurityToken (Read-Host -AsSecureString).");
            profile.Remove("sts_token");
            profile.Remove("sts_expiration");
        }
    }

    private void Check(JObject profile, ProfileModeRule rule)
    {
        Region.Check(TextOf(profile, "region_id"), $"Profile '{Name}'");
        foreach (var key in rule.Required)
        {
            if (TextOf(profile, key) is null)
                throw Invalid("ProfileIncomplete", $"Profile '{Name}' of the mode {Mode} has no {key}.", $"Add -{ParameterOf(key)}.");
        }

        if (TextOf(profile, "source_profile") == Name && rule.Uses("source_profile"))
            throw Invalid("InvalidSourceProfile", $"Profile '{Name}' cannot be its own source.", "Name another profile with -SourceProfile: the one whose key assumes the role.");
        if (Mode == CredentialModes.RsaKeyPair && long.TryParse(TextOf(profile, "expired_seconds"), out var seconds) && seconds > RsaKeyPair.LongestDuration)
            throw Invalid("InvalidSessionDuration", $"Profile '{Name}' would have expired_seconds {seconds}; of a key pair STS gives {RsaKeyPair.LongestDuration} at most.", "Give -SessionDuration 01:00:00 or less.");
        if (Mode == CredentialModes.OAuth && TextOf(profile, "oauth_site_type") is not ("CN" or "INTL"))
            throw Invalid("InvalidOAuthSiteType", $"'{TextOf(profile, "oauth_site_type")}' is no site for OAuth.", "Say -OAuthSiteType CN or INTL.");
        if (Mode == CredentialModes.BearerToken && TextOf(profile, "bearer_token_header_key") is { } header && !Regex.IsMatch(header, @"^[!-9;-~]+$", RegexOptions.CultureInvariant))
            throw Invalid("InvalidHeaderKey", $"'{header}' cannot be the name of a header.", "Give a name such as x-acs-bearer-token.");
    }

    private RollingUpdateException NotOfMode(string key) => Invalid(
        "ParameterNotOfMode", $"A profile of the mode {Mode} has no {key}.",
        $"Leave -{ParameterOf(key)} away, or add -Mode with one of: {string.Join(", ", ProfileModeRule.All.Where(rule => rule.Uses(key)).Select(rule => rule.Mode))}.");

    // Parameters are named after the keys, or have their names as aliases.
    private static string ParameterOf(string key) => string.Concat(key.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    private static string? TextOf(JObject profile, string key) => profile[key] is JValue { Value: not null } value && value.ToString(CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private static RollingUpdateException Invalid(string errorId, string message, string action) => new(ErrorKind.InvalidInput, errorId, message, action);
}

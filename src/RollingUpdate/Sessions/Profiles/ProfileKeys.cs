using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>The keys the aliyun CLI knows, in the order in which it writes them, and its rule of reading them: case does not matter, the last one counts.</summary>
internal static class ProfileKeys
{
    /// <summary>The keys of a profile, in the CLI's order.</summary>
    public static readonly IReadOnlyList<string> OfProfile = new[]
    {
        "name", "mode", "access_key_id", "access_key_secret", "sts_token", "sts_region", "sts_endpoint", "ram_role_name", "ram_role_arn",
        "ram_session_name", "external_id", "source_profile", "private_key", "key_pair_name", "expired_seconds", "verified", "region_id",
        "output_format", "language", "site", "retry_timeout", "read_timeout", "connect_timeout", "retry_count", "process_command",
        "credentials_uri", "oidc_provider_arn", "oidc_token_file", "cloud_sso_sign_in_url", "access_token", "cloud_sso_access_token_expire",
        "sts_expiration", "cloud_sso_access_config", "cloud_sso_account_id", "oauth_access_token", "oauth_refresh_token",
        "oauth_access_token_expire", "oauth_refresh_token_expire", "oauth_site_type", "endpoint_type", "endpoint", "external_account_type",
        "auto_plugin_install", "auto_plugin_install_enable_pre", "bearer_token", "bearer_token_header_key",
    };

    /// <summary>The keys of the file.</summary>
    public static readonly IReadOnlyList<string> OfFile = new[] { "current", "profiles", "meta_path" };

    /// <summary>The value the CLI would read; null when there is none.</summary>
    public static JToken? Read(JObject fields, string key) =>
        // To the CLI a null says nothing.
        fields.Properties().LastOrDefault(field => Is(field, key) && field.Value.Type != JTokenType.Null)?.Value;

    /// <summary>Brings each of these keys to the CLI's own spelling, once, with the value the CLI would read, so that it can be changed by its name.</summary>
    public static void Fold(JObject fields, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            var spellings = fields.Properties().Where(field => Is(field, key)).ToList();
            if (spellings.Count == 0 || (spellings.Count == 1 && spellings[0].Name == key))
                continue;
            var value = Read(fields, key) ?? JValue.CreateNull();
            foreach (var other in spellings.Skip(1))
                other.Remove();
            spellings[0].Replace(new JProperty(key, value));
        }
    }

    /// <summary>Moves keys that were added at the end to where the CLI would write them.</summary>
    public static void Arrange(JObject fields, ICollection<string> before)
    {
        for (var place = 0; place < OfProfile.Count; place++)
        {
            if (before.Contains(OfProfile[place]) || fields.Property(OfProfile[place], StringComparison.Ordinal) is not { } added)
                continue;
            var earlier = OfProfile.Take(place).Reverse().Select(key => fields.Property(key, StringComparison.Ordinal)).FirstOrDefault(field => field is not null);
            added.Remove();
            if (earlier is null)
                fields.AddFirst(added);
            else
                earlier.AddAfterSelf(added);
        }
    }

    private static bool Is(JProperty field, string key) => string.Equals(field.Name, key, StringComparison.OrdinalIgnoreCase);
}

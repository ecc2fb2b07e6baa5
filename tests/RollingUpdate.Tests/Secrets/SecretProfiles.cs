using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Tests.Secrets;

/// <summary>Profiles of every mode that hold the known secrets and lead to a server of the test.</summary>
internal static class SecretProfiles
{
    // The secrets of each mode, as the file has them; $S the secret, $T the token, $U the server.
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["AK"] = """{"access_key_id":"LTAI-canary","access_key_secret":$S}""",
        ["StsToken"] = """{"access_key_id":"STS.canary","access_key_secret":$S,"sts_token":$T}""",
        ["RamRoleArn"] = """{"access_key_id":"LTAI-canary","access_key_secret":$S,"sts_token":$T,"ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["ChainableRamRoleArn"] = """{"source_profile":"source","ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["EcsRamRole"] = """{"ram_role_name":"role"}""",
        ["RamRoleArnWithRoleName"] = """{"ram_role_name":"role","ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["RsaKeyPair"] = """{"private_key":$S,"key_pair_name":"pair","sts_endpoint":$U}""",
        ["External"] = """{"process_command":"/bin/sh -c 'cat \"$F\"; cat \"$F\" >&2'"}""",
        ["CredentialsURI"] = """{"credentials_uri":$C}""",
        ["OIDC"] = """{"oidc_provider_arn":"p","oidc_token_file":$F,"ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["CloudSSO"] = """{"cloud_sso_sign_in_url":$U,"cloud_sso_account_id":"1","cloud_sso_access_config":"ac","access_token":$T,"cloud_sso_access_token_expire":4102444800}""",
        ["OAuth"] = """{"oauth_site_type":"CN","oauth_access_token":$S,"oauth_refresh_token":$T,"oauth_access_token_expire":1}""",
        ["BearerToken"] = """{"bearer_token":$T}""",
        ["Anonymous"] = """{"access_key_secret":$S}""",
    };

    public static IEnumerable<string> Modes => Fields.Keys;

    /// <summary>The text of a profile file; the first profile is the current one.</summary>
    public static string Of(Uri server, Shell shell, params (string Name, string Mode)[] profiles)
    {
        var file = Path.Combine(shell.Home.Folder, "secret.txt");
        File.WriteAllText(file, KnownSecrets.Token.Secret);
        return new JObject
        {
            ["current"] = profiles[0].Name,
            ["profiles"] = new JArray(profiles.Select(profile =>
            {
                var fields = JObject.Parse(Fields[profile.Mode]
                    .Replace("\\\"$F\\\"", "\\\"" + file.Replace("\\", "/", StringComparison.Ordinal) + "\\\"", StringComparison.Ordinal)
                    .Replace("$F", JsonConvert.ToString(file), StringComparison.Ordinal)
                    .Replace("$S", JsonConvert.ToString(KnownSecrets.Secret.Secret), StringComparison.Ordinal)
                    .Replace("$T", JsonConvert.ToString(KnownSecrets.Token.Secret), StringComparison.Ordinal)
                    .Replace("$U", JsonConvert.ToString(server.ToString()), StringComparison.Ordinal)
                    .Replace("$C", JsonConvert.ToString($"{server}credentials?key={Uri.EscapeDataString(KnownSecrets.Secret.Secret)}"), StringComparison.Ordinal));
                fields["name"] = profile.Name;
                fields["mode"] = profile.Mode;
                fields["region_id"] = "cn-hangzhou";
                fields["endpoint"] = server.ToString();
                return fields;
            })),
        }.ToString();
    }
}

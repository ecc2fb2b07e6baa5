using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// The SDKs' own file, <c>~/.alibabacloud/credentials</c>: INI, with a type in each section. A section becomes a profile with the CLI's keys.
/// </summary>
internal static class SharedCredentials
{
    /// <summary>The key of a session policy. The CLI's profiles know none; the SDKs' sections do.</summary>
    public const string PolicyKey = "sdk_session_policy";

    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal)
    {
        ["access_key"] = CredentialModes.AK,
        ["sts"] = CredentialModes.StsToken,
        ["ram_role_arn"] = CredentialModes.RamRoleArn,
        ["ecs_ram_role"] = CredentialModes.EcsRamRole,
        ["rsa_key_pair"] = CredentialModes.RsaKeyPair,
        ["oidc_role_arn"] = CredentialModes.OIDC,
        ["bearer"] = CredentialModes.BearerToken,
    };

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["access_key_id"] = "access_key_id",
        ["access_key_secret"] = "access_key_secret",
        ["security_token"] = "sts_token",
        ["role_arn"] = "ram_role_arn",
        ["role_session_name"] = "ram_session_name",
        ["role_name"] = "ram_role_name",
        ["policy"] = PolicyKey,
        ["public_key_id"] = "key_pair_name",
        ["private_key_file"] = "private_key",
        ["oidc_provider_arn"] = "oidc_provider_arn",
        ["oidc_token_file_path"] = "oidc_token_file",
        ["bearer_token"] = "bearer_token",
    };

    /// <summary>A section as a profile; null when there is no such file or section.</summary>
    /// <exception cref="RollingUpdateException">The file cannot be read, or the type of the section is none.</exception>
    public static StoredProfile? Find(string path, string section)
    {
        if (!File.Exists(path))
            return null;
        List<string> lines;
        try
        {
            lines = LinesOf(File.ReadAllLines(path), section).ToList();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RollingUpdateException(
                ErrorKind.NotAuthenticated, "SharedCredentialsUnreadable", $"The credentials in {path} cannot be read: {error.Message.TrimEnd('.')}.",
                "See to it that you may read the file, or use a profile of the aliyun CLI.", error);
        }

        return lines.Count == 0 ? null : ToProfile(path, section, lines);
    }

    private static StoredProfile ToProfile(string path, string section, List<string> lines)
    {
        var fields = new JObject { ["name"] = section };
        string? type = null;
        foreach (var line in lines)
        {
            var equals = line.IndexOf('=');
            if (equals < 0)
                continue;
            var key = line.Substring(0, equals).Trim();
            var value = Unquote(line.Substring(equals + 1).Trim());
            if (key == "type")
                type = value;
            else if (Keys.TryGetValue(key, out var name))
                fields[name] = value;
        }

        if (type is null || !Modes.TryGetValue(type, out var mode))
        {
            throw new RollingUpdateException(
                ErrorKind.NotAuthenticated, "SharedCredentialsTypeUnknown", $"Section [{section}] of {path} has {(type is null ? "no type" : $"the type '{type}'")}.",
                $"Write one of these: type = {string.Join(", ", Modes.Keys)}.");
        }

        fields["mode"] = mode;
        return new StoredProfile(fields);
    }

    private static IEnumerable<string> LinesOf(string[] lines, string section)
    {
        var inside = false;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] == '[')
                inside = line.TrimStart('[').TrimEnd(']').Trim() == section;
            else if (inside)
                yield return line;
        }
    }

    private static string Unquote(string value) =>
        value.Length > 1 && value[0] is '"' or '\'' && value[value.Length - 1] == value[0] ? value.Substring(1, value.Length - 2) : value;
}

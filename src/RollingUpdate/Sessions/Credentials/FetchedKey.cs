using System;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Reads a temporary key from the JSON that metadata, credentials URIs, CloudSSO and OAuth answer with; only the case of the names differs.</summary>
internal static class FetchedKey
{
    /// <summary>The key; null when a part of it is missing.</summary>
    public static AccessCredential? Read(JObject? fields) =>
        CredentialHttp.Text(fields, "AccessKeyId") is { } id && CredentialHttp.Text(fields, "AccessKeySecret") is { } secret && CredentialHttp.Text(fields, "SecurityToken") is { } token
            ? new AccessCredential(id, secret, token, JsonReading.TimeOf(CredentialHttp.Text(fields, "Expiration")))
            : null;

    /// <summary>The time that a Unix time in a profile means; null for none.</summary>
    public static DateTimeOffset? TimeOf(long? unixSeconds) =>
        // Beyond the year 9999 it never ends.
        unixSeconds is > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(unixSeconds.Value) : null;
}

using System;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sts;

/// <summary>Reads the temporary key in an answer of STS.</summary>
internal static class StsCredentials
{
    /// <summary>The key; null when one of its parts is missing.</summary>
    public static AccessCredential? Read(JsonReader json) => json.Member("Credentials", ReadKey);

    private static AccessCredential? ReadKey(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        string? id = null, secret = null, token = null;
        DateTimeOffset? expiration = null;
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "AccessKeyId": id = json.Text(); break;
                case "AccessKeySecret": secret = json.Text(); break;
                case "SecurityToken": token = json.Text(); break;
                case "Expiration": expiration = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(token) ? null : new AccessCredential(id!, secret!, token, expiration);
    }
}

using System;
using System.Text;

namespace RollingUpdate.OpenApi;

/// <summary>What a request is signed with. Never shown: <see cref="ToString"/> masks it.</summary>
internal sealed class AccessCredential
{
    public AccessCredential(string accessKeyId, string accessKeySecret, string? securityToken = null, DateTimeOffset? expiresAt = null)
    {
        AccessKeyId = accessKeyId;
        SigningKey = Encoding.UTF8.GetBytes(accessKeySecret);
        SecurityToken = string.IsNullOrEmpty(securityToken) ? null : securityToken;
        ExpiresAt = expiresAt;
    }

    public string AccessKeyId { get; }

    /// <summary>The secret as UTF-8: the HMAC key of the V3 signature, which derives nothing from it.</summary>
    public byte[] SigningKey { get; }

    /// <summary>Only with temporary (STS) credentials.</summary>
    public string? SecurityToken { get; }

    /// <summary>When temporary credentials end; null for a permanent key.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    public string AccessKeySecret => Encoding.UTF8.GetString(SigningKey);

    /// <inheritdoc cref="Mask"/>
    public string MaskedAccessKeyId => Mask(AccessKeyId);

    /// <summary>The last three characters of a key's id, as <c>aliyun configure list</c> shows them.</summary>
    public static string Mask(string accessKeyId) => accessKeyId.Length <= 3 ? "***" : "***" + accessKeyId.Substring(accessKeyId.Length - 3);

    public override string ToString() => MaskedAccessKeyId;
}

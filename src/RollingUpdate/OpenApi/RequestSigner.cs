using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace RollingUpdate.OpenApi;

/// <summary>
/// Signature version 3, <c>ACS3-HMAC-SHA256</c>: HMAC of the hash of the canonical request, with the secret itself as the key
/// (Alibaba Cloud help, "Request syntax and signature method V3").
/// </summary>
internal static class RequestSigner
{
    public const string Algorithm = "ACS3-HMAC-SHA256";
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    // Making a hash object costs more than using it; one a thread is enough.
    [ThreadStatic]
    private static SHA256? _sha256;

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="canonicalQuery">The query, encoded and sorted; empty when there is none.</param>
    /// <param name="headers">The headers to sign: lower-case names in ordinal order, values as they are sent.</param>
    /// <param name="bodyHash">Lower-case hex SHA-256 of the body's bytes.</param>
    /// <param name="credential">Whose signature it is.</param>
    public static string Authorize(
        string method, string canonicalQuery, IReadOnlyList<KeyValuePair<string, string>> headers, string bodyHash, AccessCredential credential)
    {
        var names = SignedNames(headers);
        var request = CanonicalRequest(method, canonicalQuery, headers, names, bodyHash);
        var toSign = Algorithm + "\n" + HashOf(Encoding.UTF8.GetBytes(request));
        using var hmac = new HMACSHA256(credential.SigningKey);
        var signature = ToHex(hmac.ComputeHash(Encoding.UTF8.GetBytes(toSign)));
        return $"{Algorithm} Credential={credential.AccessKeyId},SignedHeaders={names},Signature={signature}";
    }

    public static string HashOf(byte[] bytes) =>
        bytes.Length == 0 ? EmptyHash : ToHex((_sha256 ??= SHA256.Create()).ComputeHash(bytes));

    internal static string CanonicalRequest(
        string method, string canonicalQuery, IReadOnlyList<KeyValuePair<string, string>> headers, string names, string bodyHash)
    {
        var text = new StringBuilder(canonicalQuery.Length + 768);
        text.Append(method).Append("\n/\n").Append(canonicalQuery).Append('\n');
        for (var i = 0; i < headers.Count; i++)
            text.Append(headers[i].Key).Append(':').Append(headers[i].Value.Trim()).Append('\n');
        return text.Append('\n').Append(names).Append('\n').Append(bodyHash).ToString();
    }

    internal static string SignedNames(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var text = new StringBuilder(160);
        for (var i = 0; i < headers.Count; i++)
            (i == 0 ? text : text.Append(';')).Append(headers[i].Key);
        return text.ToString();
    }

    private static string ToHex(byte[] bytes)
    {
        const string digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = digits[bytes[i] >> 4];
            text[(2 * i) + 1] = digits[bytes[i] & 15];
        }

        return new string(text);
    }
}

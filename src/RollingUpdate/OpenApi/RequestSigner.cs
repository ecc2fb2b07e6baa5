using System;
using System.Collections.Generic;
using System.Security.Cryptography;

namespace RollingUpdate.OpenApi;

/// <summary>
/// Signature version 3, <c>ACS3-HMAC-SHA256</c>: HMAC of the hash of the canonical request, with the secret itself as the key
/// (Alibaba Cloud help, "Request syntax and signature method V3").
/// </summary>
internal static class RequestSigner
{
    public const string Algorithm = "ACS3-HMAC-SHA256";
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    // Making a hash object costs more than using it; one a thread is enough, and likewise the text.
    [ThreadStatic]
    private static SHA256? _sha256;

    [ThreadStatic]
    private static Utf8Buffer? _text;

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="canonicalQuery">The query, encoded and sorted; empty when there is none.</param>
    /// <param name="headers">The headers to sign: lower-case names in ordinal order, values as they are sent.</param>
    /// <param name="bodyHash">Lower-case hex SHA-256 of the body's bytes.</param>
    /// <param name="credential">Whose signature it is.</param>
    public static string Authorize(
        string method, string canonicalQuery, IReadOnlyList<KeyValuePair<string, string>> headers, string bodyHash, AccessCredential credential)
    {
        var text = Text;
        WriteCanonicalRequest(text, method, canonicalQuery, headers, bodyHash);
        var requestHash = Sha256.ComputeHash(text.Bytes, 0, text.Length);
        text.Clear().Append(Algorithm).Append("\n").AppendHex(requestHash);
        using var hmac = new HMACSHA256(credential.SigningKey);
        var signature = hmac.ComputeHash(text.Bytes, 0, text.Length);
        text.Clear().Append(Algorithm).Append(" Credential=").Append(credential.AccessKeyId).Append(",SignedHeaders=");
        WriteNames(text, headers);
        return text.Append(",Signature=").AppendHex(signature).ToString();
    }

    public static string HashOf(byte[] bytes) =>
        bytes.Length == 0 ? EmptyHash : Text.AppendHex(Sha256.ComputeHash(bytes)).ToString();

    internal static void WriteCanonicalRequest(
        Utf8Buffer text, string method, string canonicalQuery, IReadOnlyList<KeyValuePair<string, string>> headers, string bodyHash)
    {
        text.Append(method).Append("\n/\n").Append(canonicalQuery).Append("\n");
        for (var i = 0; i < headers.Count; i++)
            text.Append(headers[i].Key).Append(":").Append(headers[i].Value.Trim()).Append("\n");
        text.Append("\n");
        WriteNames(text, headers);
        text.Append("\n").Append(bodyHash);
    }

    private static SHA256 Sha256 => _sha256 ??= SHA256.Create();

    private static Utf8Buffer Text => (_text ??= new Utf8Buffer()).Clear();

    private static void WriteNames(Utf8Buffer text, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        for (var i = 0; i < headers.Count; i++)
            (i == 0 ? text : text.Append(";")).Append(headers[i].Key);
    }
}

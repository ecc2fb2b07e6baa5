using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>
/// The ACS3-HMAC-SHA256 signature, computed from the decoded query as the gateway does (clients differ in what they leave unencoded on the
/// wire). Written apart from the module's own signing, so that each proves the other.
/// </summary>
internal static class SignatureV3
{
    private static readonly string[] AlwaysSigned = { "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256" };

    /// <summary>Whether the request is signed with a secret. Clients of an older generation sign parameter names raw; that is accepted too.</summary>
    /// <exception cref="ApiException">IncompleteSignature: a header that must be signed is not.</exception>
    public static bool Verify(ApiRequest request, Authorization authorization, string secret)
    {
        RequireSignedHeaders(request, authorization);
        var hash = Hex(Sha256(request.Http.Body));
        if (!string.Equals(request.Http.Header("x-acs-content-sha256"), hash, StringComparison.Ordinal))
            return false;
        if (Matches(request, authorization, secret, hash, PercentEncoding.Encode))
            return true;
        return request.Query.Exists(p => !PercentEncoding.IsPlain(p.Key)) && Matches(request, authorization, secret, hash, name => name);
    }

    private static bool Matches(ApiRequest request, Authorization authorization, string secret, string hash, Func<string, string> encodeName)
    {
        var canonical = new StringBuilder(512);
        canonical.Append(request.Http.Method).Append('\n').Append(request.Path).Append('\n');
        AppendQuery(canonical, request.Query, encodeName);
        canonical.Append('\n');
        foreach (var name in authorization.SignedHeaders)
            canonical.Append(name).Append(':').Append(request.Http.Header(name)!.Trim()).Append('\n');
        canonical.Append('\n').Append(string.Join(";", authorization.SignedHeaders)).Append('\n').Append(hash);
        var toSign = Authorization.Algorithm + "\n" + Hex(Sha256(Encoding.UTF8.GetBytes(canonical.ToString())));
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return Hex(hmac.ComputeHash(Encoding.UTF8.GetBytes(toSign))) == authorization.Signature;
    }

    private static void AppendQuery(StringBuilder canonical, List<KeyValuePair<string, string>> query, Func<string, string> encodeName)
    {
        var sorted = new List<KeyValuePair<string, string>>(query);
        sorted.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i > 0)
                canonical.Append('&');
            canonical.Append(encodeName(sorted[i].Key)).Append('=').Append(PercentEncoding.Encode(sorted[i].Value));
        }
    }

    // A header that is sent but not signed could be changed on the way: the gateway's rule is that all x-acs-* headers and the content type are signed.
    private static void RequireSignedHeaders(ApiRequest request, Authorization authorization)
    {
        foreach (var name in AlwaysSigned)
            Require(name);
        foreach (var name in request.Http.Headers.Keys)
        {
            if (name == "content-type" || name.StartsWith("x-acs-", StringComparison.Ordinal))
                Require(name);
        }

        foreach (var name in authorization.SignedHeaders)
        {
            if (request.Http.Header(name) == null)
                throw new ApiException(400, "IncompleteSignature", $"The signed header '{name}' is not in the request.");
        }

        void Require(string name)
        {
            if (Array.IndexOf(authorization.SignedHeaders, name) < 0)
                throw new ApiException(400, "IncompleteSignature", $"The header '{name}' must be signed.");
        }
    }

    private static byte[] Sha256(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
    }

    private static string Hex(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var b in bytes)
            text.Append("0123456789abcdef"[b >> 4]).Append("0123456789abcdef"[b & 15]);
        return text.ToString();
    }
}

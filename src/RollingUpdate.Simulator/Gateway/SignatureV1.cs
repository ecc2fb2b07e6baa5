using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>The older RPC signature: HMAC-SHA1 over all parameters, with the signature as one more parameter.</summary>
internal static class SignatureV1
{
    /// <summary>Whether the request is signed with a secret.</summary>
    /// <exception cref="ApiException">IncompleteSignature: another method than HMAC-SHA1.</exception>
    public static bool Verify(ApiRequest request, string secret)
    {
        var method = request.Parameters.Text("SignatureMethod");
        if (method != "HMAC-SHA1")
            throw new ApiException(400, "IncompleteSignature", "The SignatureMethod must be HMAC-SHA1.");
        var pairs = new List<KeyValuePair<string, string>>(request.Query);
        pairs.AddRange(request.Form);
        pairs.RemoveAll(p => p.Key == "Signature");
        pairs.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        var canonical = new StringBuilder(512);
        foreach (var pair in pairs)
            canonical.Append(canonical.Length == 0 ? "" : "&").Append(PercentEncoding.Encode(pair.Key)).Append('=').Append(PercentEncoding.Encode(pair.Value));
        var toSign = request.Http.Method + "&" + PercentEncoding.Encode(request.Path) + "&" + PercentEncoding.Encode(canonical.ToString());
#pragma warning disable CA5350 // The V1 signature is HMAC-SHA1 by its definition; this only checks what old clients send.
        using var hmac = new HMACSHA1(Encoding.UTF8.GetBytes(secret + "&"));
#pragma warning restore CA5350
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(toSign))) == request.Parameters.Text("Signature");
    }
}

using System;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>The parts of a V3 Authorization header.</summary>
internal sealed class Authorization
{
    /// <summary>The name of the algorithm, at the start of the header and of the string to sign.</summary>
    public const string Algorithm = "ACS3-HMAC-SHA256";

    private Authorization(string accessKeyId, string[] signedHeaders, string signature)
    {
        AccessKeyId = accessKeyId;
        SignedHeaders = signedHeaders;
        Signature = signature;
    }

    public string AccessKeyId { get; }

    public string[] SignedHeaders { get; }

    public string Signature { get; }

    public static bool TryParse(string? header, out Authorization parsed)
    {
        parsed = null!;
        if (header == null || !header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return false;
        string? key = null, headers = null, signature = null;
        foreach (var part in header.Substring(Algorithm.Length + 1).Split(','))
        {
            var text = part.Trim();
            if (text.StartsWith("Credential=", StringComparison.Ordinal))
                key = text.Substring("Credential=".Length);
            else if (text.StartsWith("SignedHeaders=", StringComparison.Ordinal))
                headers = text.Substring("SignedHeaders=".Length);
            else if (text.StartsWith("Signature=", StringComparison.Ordinal))
                signature = text.Substring("Signature=".Length);
        }

        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(headers) || string.IsNullOrEmpty(signature))
            return false;
        parsed = new Authorization(key!, headers!.Split(';'), signature!);
        return true;
    }
}

using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// The RSA key of a profile: the PEM text that <c>aliyun configure</c> stores, or the path of a PEM file, which is what the CLI's own
/// library wants there. netstandard2.0 reads no PEM, so the few DER fields of PKCS#1 and PKCS#8 are read here.
/// </summary>
internal static class PrivateKey
{
    private static readonly Regex Pem = new("-----BEGIN [A-Z ]*-----(?<base64>[^-]+)-----END [A-Z ]*-----", RegexOptions.CultureInvariant);

    /// <exception cref="RollingUpdateException">There is no such file, or it is no RSA key.</exception>
    public static RSAParameters Read(string textOrPath, CredentialOrigin origin)
    {
        var isText = textOrPath.Contains("-----BEGIN");
        try
        {
            var text = isText ? textOrPath : File.ReadAllText(textOrPath);
            var match = Pem.Match(text);
            if (match.Success)
                return Parse(Convert.FromBase64String(match.Groups["base64"].Value));
        }
        catch (Exception error) when (error is FormatException or IndexOutOfRangeException or ArgumentException)
        {
            // Told below. The cause could quote the key, and does not go with it.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw origin.Refused("PrivateKeyUnreadable", $"has a private_key that is neither PEM text nor a file that can be read: {error.GetType().Name}", Advice);
        }

        throw origin.Refused("PrivateKeyUnreadable", isText ? "has a private_key that is no RSA key" : "has a private_key whose file holds no RSA key", Advice);
    }

    private const string Advice = "Put the key's PEM text into private_key (-----BEGIN PRIVATE KEY----- …), or the path of a PEM file.";

    private static RSAParameters Parse(byte[] der)
    {
        var key = new DerReader(der).Sequence();
        key.Integer();
        // PKCS#8 wraps the key: an algorithm, and the key itself in a string of bytes.
        if (key.NextIsSequence)
        {
            key.Sequence();
            key = new DerReader(key.Bytes()).Sequence();
            key.Integer();
        }

        var modulus = key.Integer();
        var half = (modulus.Length + 1) / 2;
        return new RSAParameters
        {
            Modulus = modulus,
            Exponent = key.Integer(),
            D = DerReader.Pad(key.Integer(), modulus.Length),
            P = DerReader.Pad(key.Integer(), half),
            Q = DerReader.Pad(key.Integer(), half),
            DP = DerReader.Pad(key.Integer(), half),
            DQ = DerReader.Pad(key.Integer(), half),
            InverseQ = DerReader.Pad(key.Integer(), half),
        };
    }
}

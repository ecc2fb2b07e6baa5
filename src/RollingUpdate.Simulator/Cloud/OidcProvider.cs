using System;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>An identity provider that the account trusts, and the provider itself: it signs tokens (JSON Web Tokens, RS256) and STS checks them.</summary>
internal sealed class OidcProvider : IDisposable
{
    private const string Issuer = "https://oidc.simulator.invalid";
    private readonly RSA _key = RSA.Create();

    public OidcProvider(string arn) => Arn = arn;

    public string Arn { get; }

    /// <summary>A token for a subject, such as a service account of a cluster.</summary>
    public string Issue(string subject, DateTimeOffset now, DateTimeOffset end)
    {
        var body = Encode(new JObject { ["alg"] = "RS256", ["typ"] = "JWT" }) + "." + Encode(new JObject
        {
            ["iss"] = Issuer,
            ["sub"] = subject,
            ["aud"] = "sts.aliyuncs.com",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = end.ToUnixTimeSeconds(),
        });
        return body + "." + Encode(_key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>Accepts a token.</summary>
    /// <exception cref="ApiException">AuthenticationFail.OIDCToken.…: it is no token, not this provider's, or has ended.</exception>
    public void Check(string token, DateTimeOffset now)
    {
        var parts = token.Trim().Split('.');
        if (parts.Length != 3)
            throw Refused("Invalid", "The number of Jwt field should be divided into 3 parts with '.' .");
        JObject claims;
        bool right;
        try
        {
            right = _key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            claims = JObject.Parse(Encoding.UTF8.GetString(Decode(parts[1])));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Refused("Invalid", "The Jwt content is invalid that cannot be recognized.");
        }

        if (!right)
            throw Refused("InvalidSignature", "OIDC token validate failed: invalid signature.");
        if ((long?)claims["exp"] is not { } end || end <= now.ToUnixTimeSeconds())
            throw Refused("Expired", "This JsonWebToken is expired.");
    }

    public void Dispose() => _key.Dispose();

    private static ApiException Refused(string code, string message) => new(401, "AuthenticationFail.OIDCToken." + code, message);

    private static string Encode(JObject part) => Encode(Encoding.UTF8.GetBytes(part.ToString(Formatting.None)));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Decode(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
    }
}

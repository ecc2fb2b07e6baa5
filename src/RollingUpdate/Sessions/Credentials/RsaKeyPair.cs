using System;
using System.Globalization;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Mode RsaKeyPair: a session key from STS for who holds the private half of a key pair. The call is signed with RSA (signature version 1
/// over the query, SHA256withRSA), which no other call is.
/// </summary>
internal sealed class RsaKeyPair : ICredentialFetcher
{
    /// <summary>The longest that a session key is good for, in seconds.</summary>
    public const int LongestDuration = 3600;

    private const string Action = "GenerateSessionAccessKey";
    private const int DefaultDuration = 3600;
    private readonly CredentialOrigin _origin;
    private readonly Uri _address;
    private readonly string _keyPair;
    private readonly RSAParameters _privateKey;
    private readonly long _duration;
    private readonly IClock _clock;

    /// <exception cref="RollingUpdateException">A field is missing or out of range, or the private key is none.</exception>
    public RsaKeyPair(ProfileFields fields, CredentialContext context)
    {
        _origin = new CredentialOrigin(fields.Title, CredentialModes.RsaKeyPair);
        _clock = context.Environment.Clock;
        _address = StsAddress.Of(fields, _origin, context.Endpoints);
        var needs = new RequiredFields(fields, CredentialModes.RsaKeyPair);
        _keyPair = needs.Text("key_pair_name");
        _privateKey = PrivateKey.Read(needs.Text("private_key"), _origin);
        _duration = fields.Number("expired_seconds") ?? DefaultDuration;
        if (_duration is < 900 or > LongestDuration)
        {
            throw _origin.Refused(
                "InvalidSessionDuration", $"has expired_seconds {_duration.ToString(CultureInfo.InvariantCulture)}, which is not from 900 to {LongestDuration}",
                "Set expired_seconds to 900 at least and 3600 at most, or leave it out for an hour.");
        }

        Source = $"{fields.Title} → key pair {_keyPair}";
    }

    public string Source { get; }

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        var step = $"{Action} for key pair {_keyPair} at {_address.Authority}";
        try
        {
            var body = await CredentialHttp.Default.SendAsync(HttpMethod.Get, SignedAddress(), null, null, Array.Empty<string>(), cancellation).ConfigureAwait(false);
            var key = CredentialHttp.ObjectIn(body)?["SessionAccessKey"] as JObject;
            if (CredentialHttp.Text(key, "SessionAccessKeyId") is { } id && CredentialHttp.Text(key, "SessionAccessKeySecret") is { } secret)
                return new AccessCredential(id, secret, null, JsonReading.TimeOf(CredentialHttp.Text(key, "Expiration")));
            throw _origin.Failed(step, "the answer holds no key", "Check the sts_endpoint of the profile: what answers there is not STS.");
        }
        catch (AliyunApiException error)
        {
            throw _origin.Failed(step, error, "Check key_pair_name and private_key: they must be of one pair, and the public half must be registered.");
        }
    }

    private Uri SignedAddress()
    {
        var query = PercentEncoding.Canonical(new RequestParameters()
            .Add("AccessKeyId", _keyPair)
            .Add("Action", Action)
            .Add("DurationSeconds", _duration.ToString(CultureInfo.InvariantCulture))
            .Add("Format", "JSON")
            .Add("PublicKeyId", _keyPair)
            .Add("SignatureMethod", "SHA256withRSA")
            .Add("SignatureNonce", Guid.NewGuid().ToString("N"))
            .Add("SignatureType", "PRIVATEKEY")
            .Add("SignatureVersion", "1.0")
            .Add("Timestamp", _clock.UtcNow)
            .Add("Version", "2015-04-01")
            .Pairs);
        using var rsa = RSA.Create();
        rsa.ImportParameters(_privateKey);
        var toSign = Encoding.UTF8.GetBytes("GET&%2F&" + PercentEncoding.Encode(query));
        var signature = Convert.ToBase64String(rsa.SignData(toSign, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return new Uri(_address, "/?" + query + "&Signature=" + PercentEncoding.Encode(signature));
    }
}

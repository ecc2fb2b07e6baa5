using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Mode CredentialsURI: a temporary key from an address. Only its host is shown: path and query may be what protects it.</summary>
internal sealed class CredentialsUri : ICredentialFetcher
{
    private const string Advice = "Ask credentials_uri by hand (curl): it must answer with Code Success, AccessKeyId, AccessKeySecret and SecurityToken.";
    private readonly CredentialOrigin _origin;
    private readonly Uri _address;
    private readonly string _step;

    /// <exception cref="RollingUpdateException">There is no address, or such sources are switched off.</exception>
    public CredentialsUri(ProfileFields fields, CredentialContext context)
    {
        _origin = new CredentialOrigin(fields.Title, CredentialModes.CredentialsURI);
        ExternalSwitch.Check(context.Environment, _origin);
        var text = new RequiredFields(fields, CredentialModes.CredentialsURI).Text("credentials_uri");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw _origin.Refused("InvalidCredentialsUri", "has a credentials_uri that is no http or https address", "Write it with its scheme, such as http://localhost:7002/credentials.");
        _address = address;
        _step = $"GET of credentials_uri at {address.Authority}";
        Source = $"{fields.Title} → {address.GetLeftPart(UriPartial.Scheme)}{address.Authority}";
    }

    public string Source { get; }

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        string body;
        try
        {
            body = await CredentialHttp.Default.SendAsync(HttpMethod.Get, _address, null, null, SecretsIn(_address), cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error)
        {
            throw _origin.Failed(_step, error, Advice);
        }

        var answer = CredentialHttp.ObjectIn(body);
        if (CredentialHttp.Text(answer, "Code") != "Success")
            throw _origin.Failed(_step, "Code is not Success", Advice);
        return FetchedKey.Read(answer) ?? throw _origin.Failed(_step, "the answer lacks AccessKeyId, AccessKeySecret or SecurityToken", Advice);
    }

    // Whoever answers may repeat what he was asked for.
    private static List<string> SecretsIn(Uri address)
    {
        var secrets = new List<string> { address.PathAndQuery, address.UserInfo };
        foreach (var pair in address.Query.TrimStart('?').Split('&'))
            secrets.Add(Uri.UnescapeDataString(pair.Substring(pair.IndexOf('=') + 1)));
        return secrets;
    }
}

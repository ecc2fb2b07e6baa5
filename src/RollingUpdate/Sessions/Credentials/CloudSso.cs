using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Mode CloudSSO: a temporary key for an account and an access configuration, for who has signed in with <c>aliyun configure</c>. The key
/// is kept in the profile, where the CLI looks for it too.
/// </summary>
internal sealed class CloudSso : ICredentialFetcher
{
    // The CLI stores the end a little early, so that nobody signs with a key in its last moment.
    private static readonly TimeSpan StoredEarly = TimeSpan.FromSeconds(5);
    private readonly CredentialOrigin _origin;
    private readonly SavedLogin _login;
    private readonly IClock _clock;
    private readonly Uri _address;
    private readonly string _account;
    private readonly string _configuration;
    private readonly string _signIn;

    /// <exception cref="RollingUpdateException">A field is missing.</exception>
    public CloudSso(ProfileFields fields, CredentialContext context)
    {
        _origin = new CredentialOrigin(fields.Title, CredentialModes.CloudSSO);
        _clock = context.Environment.Clock;
        _login = new SavedLogin(context.Environment, fields.Profile);
        _signIn = $"Sign in again: aliyun configure --profile {fields.Profile.Name} --mode CloudSSO.";
        var needs = new RequiredFields(fields, CredentialModes.CloudSSO);
        var url = needs.Text("cloud_sso_sign_in_url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw _origin.Refused("InvalidSignInUrl", "has a cloud_sso_sign_in_url that is no address", _signIn);
        _address = new Uri(address, "/cloud-credentials");
        _account = needs.Text("cloud_sso_account_id");
        _configuration = needs.Text("cloud_sso_access_config");
        Source = $"{fields.Title} → CloudSSO account {_account}, access configuration {_configuration}";
    }

    public string Source { get; }

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        var profile = _login.Read();
        var now = _clock.UtcNow;
        var kept = SavedLogin.KeyIn(profile) is { ExpiresAt: { } end } key && end > now && key.SecurityToken != refused?.SecurityToken ? key : null;
        if (kept?.ExpiresAt > now + RefreshingCredentialSource.Margin)
            return kept!;
        var token = profile.Text("access_token");
        if (token is null || !(SavedLogin.TimeIn(profile, "cloud_sso_access_token_expire") > now))
        {
            // The CLI gives up here; a key that is good for some minutes yet still is.
            return kept ?? throw _origin.Refused("LoginExpired", "needs you to sign in again: its CloudSSO access token has expired", _signIn);
        }

        var fetched = await AskAsync(token, cancellation).ConfigureAwait(false);
        if (fetched.ExpiresAt is { } until)
            _login.SaveKey(fetched, until - StoredEarly, cancellation);
        return fetched;
    }

    private async Task<AccessCredential> AskAsync(string token, CancellationToken cancellation)
    {
        var step = $"getting a key for account {_account} at {_address.Authority}";
        var request = new JObject { ["AccountId"] = _account, ["AccessConfigurationId"] = _configuration };
        using var content = new StringContent(request.ToString(Newtonsoft.Json.Formatting.None), Encoding.UTF8, "application/json");
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token };
        try
        {
            var body = await CredentialHttp.Default.SendAsync(HttpMethod.Post, _address, headers, content, new[] { token }, cancellation).ConfigureAwait(false);
            return FetchedKey.Read(CredentialHttp.ObjectIn(body)?["CloudCredential"] as JObject) ?? throw _origin.Failed(step, "the answer holds no key", _signIn);
        }
        catch (AliyunApiException error)
        {
            throw _origin.Failed(step, error, $"See whether you may still use that account and access configuration. {_signIn}");
        }
    }
}

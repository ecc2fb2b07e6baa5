using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Mode OAuth: a temporary key for who has signed in with the browser. The refresh token is good for one use, and its successor is
/// written into the profile before anything else is done: who loses it has to sign in again.
/// </summary>
internal sealed class OAuthLogin : ICredentialFetcher
{
    private static readonly Dictionary<string, (string Address, string ClientId)> Sites = new()
    {
        ["CN"] = ("https://oauth.aliyun.com", "4038181954557748008"),
        ["INTL"] = ("https://oauth.alibabacloud.com", "4103531455503354461"),
    };

    // Time enough to use it once it has been looked at.
    private static readonly TimeSpan TokenMargin = TimeSpan.FromSeconds(30);
    private readonly CredentialOrigin _origin;
    private readonly SavedLogin _login;
    private readonly IClock _clock;
    private readonly Uri _address;
    private readonly string _clientId;
    private readonly string _signIn;

    /// <exception cref="RollingUpdateException">The site is none.</exception>
    public OAuthLogin(ProfileFields fields, CredentialContext context)
    {
        _origin = new CredentialOrigin(fields.Title, CredentialModes.OAuth);
        _clock = context.Environment.Clock;
        _login = new SavedLogin(context.Environment, fields.Profile);
        _signIn = $"Sign in again: aliyun configure --profile {fields.Profile.Name} --mode OAuth.";
        var site = new RequiredFields(fields, CredentialModes.OAuth).Text("oauth_site_type");
        if (!Sites.TryGetValue(site, out var known))
            throw _origin.Refused("InvalidOAuthSite", $"has the oauth_site_type '{site}'; it must be CN or INTL", _signIn);
        _address = ServiceAddress.Of(context.Environment, EnvironmentNames.OAuthAddress, known.Address);
        _clientId = known.ClientId;
        Source = $"{fields.Title} → OAuth sign-in ({site})";
    }

    public string Source { get; }

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        if (KeptKey(_login.Read(), refused) is { } kept)
            return kept;
        using var turn = _login.TakeTurn(_origin, cancellation);
        var profile = _login.Read();
        if (KeptKey(profile, refused) is { } other)
            return other;
        return TokenIsGood(profile)
            ? await ExchangeAsync(profile, mayRefresh: profile.Text("oauth_refresh_token") is not null, cancellation).ConfigureAwait(false)
            : await RefreshAndExchangeAsync(profile, cancellation).ConfigureAwait(false);
    }

    private AccessCredential? KeptKey(StoredProfile profile, AccessCredential? refused) =>
        SavedLogin.KeyIn(profile) is { } key && key.ExpiresAt > _clock.UtcNow + RefreshingCredentialSource.Margin && key.SecurityToken != refused?.SecurityToken ? key : null;

    private bool TokenIsGood(StoredProfile profile) =>
        profile.Text("oauth_access_token") is not null && SavedLogin.TimeIn(profile, "oauth_access_token_expire") > _clock.UtcNow + TokenMargin;

    // The CLI takes no turns: it may use the same refresh token in the same moment. Who comes second is refused, and finds in the file what the first has got.
    private async Task<StoredProfile> RefreshAsync(StoredProfile profile, CancellationToken cancellation)
    {
        var step = $"refreshing the access token at {_address.Authority}";
        var token = profile.Text("oauth_refresh_token") ?? throw _origin.Refused("LoginExpired", "needs you to sign in again: its access token has expired, and it has no refresh token", _signIn);
        try
        {
            await RefreshWithAsync(token, step, cancellation).ConfigureAwait(false);
            return _login.Read();
        }
        catch (AliyunApiException error)
        {
            var now = _login.Read();
            return now.Text("oauth_refresh_token") != token && TokenIsGood(now) ? now : throw _origin.Failed(step, error, _signIn);
        }
    }

    private async Task RefreshWithAsync(string token, string step, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token, ["client_id"] = _clientId };
        using var content = new FormUrlEncodedContent(form);
        // Once it is on its way it is seen to its end, and what comes is stored: the old token may be worth nothing by then.
        var answer = CredentialHttp.ObjectIn(await CredentialHttp.Default.SendAsync(
            HttpMethod.Post, new Uri(_address, "/v1/token"), null, content, new[] { token }, CancellationToken.None).ConfigureAwait(false));
        var access = CredentialHttp.Text(answer, "access_token") ?? throw _origin.Failed(step, "the answer holds no access token", _signIn);
        var seconds = long.TryParse(CredentialHttp.Text(answer, "expires_in"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var end = _clock.UtcNow.ToUnixTimeSeconds() + seconds;
        _login.Save(
            fields =>
            {
                fields["oauth_access_token"] = access;
                fields["oauth_refresh_token"] = CredentialHttp.Text(answer, "refresh_token") ?? token;
                fields["oauth_access_token_expire"] = end;
            },
            CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<AccessCredential> RefreshAndExchangeAsync(StoredProfile profile, CancellationToken cancellation) =>
        await ExchangeAsync(await RefreshAsync(profile, cancellation).ConfigureAwait(false), mayRefresh: false, cancellation).ConfigureAwait(false);

    private async Task<AccessCredential> ExchangeAsync(StoredProfile profile, bool mayRefresh, CancellationToken cancellation)
    {
        var step = $"exchanging the access token for a key at {_address.Authority}";
        var token = profile.Text("oauth_access_token") ?? throw _origin.Failed(step, "the profile has no access token", _signIn);
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token };
        using var content = new StringContent("", System.Text.Encoding.UTF8, "application/json");
        string body;
        try
        {
            body = await CredentialHttp.Default.SendAsync(HttpMethod.Post, new Uri(_address, "/v1/exchange"), headers, content, new[] { token }, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error) when (mayRefresh && error.HttpStatus is 400 or 401)
        {
            // Withdrawn before its time.
            return await RefreshAndExchangeAsync(profile, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error)
        {
            throw _origin.Failed(step, error, _signIn);
        }

        var key = FetchedKey.Read(CredentialHttp.ObjectIn(body)) ?? throw _origin.Failed(step, "the answer holds no key", _signIn);
        if (key.ExpiresAt is { } end)
            _login.SaveKey(key, end, cancellation);
        return key;
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Profiles;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>The browser login: its refresh token changes with each use, so what is written back, and when, decides whether it lives on.</summary>
public class OAuthLoginTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Past = TimeSpan.FromMinutes(-1);

    [Fact]
    public async Task A_key_that_is_still_good_is_used_without_a_call()
    {
        using var home = Home("CN", access: Past, key: Soon);
        Assert.Equal("STS.kept secret-kept token-kept", (await home.FetchAsync()).Parts());
    }

    [Theory]
    [InlineData("CN", "4038181954557748008")]
    [InlineData("INTL", "4103531455503354461")]
    public async Task Access_token_and_key_are_refreshed_and_written_back_as_the_CLI_does(string site, string clientId)
    {
        using var home = Home(site, access: Past, key: Past);
        using var service = new OAuthStandIn(home);
        Assert.Equal("STS.1 secret-1 token-1", (await home.FetchAsync()).Parts());

        Assert.Equal(["POST /v1/token", "POST /v1/exchange"], service.Requests.Select(request => $"{request.Method} {request.Target}"));
        var form = StsStandIn.Form(service.Requests[0].Body);
        Assert.Equal(("refresh_token", "refresh-0", clientId), (form["grant_type"], form["refresh_token"], form["client_id"]));
        Assert.Equal("Bearer access-1", service.Requests[1].Headers["Authorization"]);

        var stored = home.Stored("browser");
        Assert.Equal(("access-1", "refresh-1"), ((string?)stored["oauth_access_token"], (string?)stored["oauth_refresh_token"]));
        Assert.Equal(("STS.1", "secret-1", "token-1"), ((string?)stored["access_key_id"], (string?)stored["access_key_secret"], (string?)stored["sts_token"]));
        Assert.Equal(home.In(TimeSpan.FromHours(2)), (long)stored["oauth_access_token_expire"]!);
        Assert.Equal(home.In(TimeSpan.FromHours(1)), (long)stored["sts_expiration"]!);
        Assert.Equal("kept-as-it-was", (string?)stored["x_of_another_tool"]);
    }

    [Fact]
    public async Task A_day_of_waiting_uses_each_refresh_token_once()
    {
        using var home = Home("CN", access: Past, key: Past);
        using var service = new OAuthStandIn(home);
        var source = home.Source();
        for (var minutes = 0; minutes < 24 * 60; minutes += 10)
        {
            Assert.True((await source.GetAsync(default)).ExpiresAt > home.Clock.UtcNow);
            home.Clock.UtcNow += TimeSpan.FromMinutes(10);
        }

        var used = service.Requests.Where(request => request.Target == "/v1/token").Select(request => StsStandIn.Form(request.Body)["refresh_token"]).ToList();
        Assert.Equal(used.Distinct().Count(), used.Count);
        Assert.InRange(used.Count, 10, 25);
        Assert.Equal(0, service.Refusals);
    }

    [Fact]
    public async Task The_new_refresh_token_is_stored_even_when_the_exchange_then_fails()
    {
        using var home = Home("CN", access: Past, key: Past);
        using var service = new OAuthStandIn(home) { ExchangeFails = true };
        Assert.Contains("Profile 'browser' (mode OAuth)", (await Assert.ThrowsAsync<ServiceFailureException>(() => home.FetchAsync())).Message, StringComparison.Ordinal);
        Assert.Equal("refresh-1", (string?)home.Stored("browser")["oauth_refresh_token"]);
        service.ExchangeFails = false;
        await home.FetchAsync();
        Assert.Single(service.Requests, request => request.Target == "/v1/token");
    }

    [Fact]
    public async Task Who_finds_the_refresh_token_used_takes_what_the_other_has_got()
    {
        using var home = Home("CN", access: Past, key: Past);
        using var service = new OAuthStandIn(home);
        // Another program was faster: between our reading the file and our asking.
        service.BeforeToken = () =>
        {
            service.BeforeToken = null;
            service.Rotate();
            new ProfileStore(home.Environment.ConfigPath).ChangeProfile("browser", fields =>
            {
                fields["oauth_access_token"] = "access-1";
                fields["oauth_refresh_token"] = "refresh-1";
                fields["oauth_access_token_expire"] = home.In(Soon);
            });
        };
        Assert.Equal("STS.1", (await home.FetchAsync()).AccessKeyId);
        Assert.Equal(1, service.Refusals);
        Assert.Equal("refresh-1", (string?)home.Stored("browser")["oauth_refresh_token"]);
    }

    [Fact]
    public async Task An_access_token_that_was_withdrawn_is_refreshed_once()
    {
        using var home = Home("CN", access: Soon, key: Past);
        using var service = new OAuthStandIn(home);
        service.Rotate();
        service.RefreshToken = "refresh-0";
        Assert.Equal("STS.1", (await home.FetchAsync()).AccessKeyId);
        Assert.Equal(["/v1/exchange", "/v1/token", "/v1/exchange"], service.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_key_that_is_refused_with_the_refreshed_token_too_is_told_with_profile_and_step()
    {
        using var home = Home("CN", access: Soon, key: Past);
        using var service = new OAuthStandIn(home) { ExchangeRefuses = true };
        var error = await home.ErrorAsync("CredentialsNotObtained", "access-0", "access-1");
        Assert.Contains("Profile 'browser' (mode OAuth) gives no credentials: exchanging the access token", error.Message, StringComparison.Ordinal);
        Assert.Contains("aliyun configure --profile browser --mode OAuth", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["/v1/exchange", "/v1/token", "/v1/exchange"], service.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_login_that_has_ended_asks_to_sign_in_again()
    {
        using var home = Home("CN", access: Past, key: Past);
        using var service = new OAuthStandIn(home);
        service.RefreshToken = "another";
        var error = await home.ErrorAsync("CredentialsNotObtained", "refresh-0", "access-0");
        Assert.Contains("refreshing the access token", error.Message, StringComparison.Ordinal);
        Assert.Contains("invalid_grant", error.Message, StringComparison.Ordinal);
        Assert.Contains("aliyun configure --profile browser --mode OAuth", error.RecommendedAction, StringComparison.Ordinal);
        new ProfileStore(home.Environment.ConfigPath).ChangeProfile("browser", fields => fields.Remove("oauth_refresh_token"));
        await home.ErrorAsync("LoginExpired", "access-0");
    }

    [Fact]
    public async Task Two_powershells_at_once_do_not_cost_each_other_the_login()
    {
        using var home = Home("CN", access: Past, key: Past);
        using var service = new OAuthStandIn(home);
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => home.FetchAsync())));
            home.Clock.UtcNow += TimeSpan.FromHours(3);
        }

        Assert.Equal(service.RefreshToken, (string?)home.Stored("browser")["oauth_refresh_token"]);
        Assert.Equal(0, service.Refusals);
        // One refresh and one exchange a round, whoever asked.
        Assert.Equal(10, service.Requests.Count);
    }

    [Theory]
    [InlineData("cn", "InvalidOAuthSite")]
    [InlineData("", "ProfileIncomplete")]
    public async Task The_site_must_be_one(string site, string errorId)
    {
        using var home = Home(site, Soon, Soon);
        await home.ErrorAsync(errorId);
    }

    private static TemporaryHome Home(string site, TimeSpan access, TimeSpan key)
    {
        using var now = new TemporaryHome();
        return ProfileHome.With(new
        {
            name = "browser",
            mode = "OAuth",
            access_key_id = "STS.kept",
            access_key_secret = "secret-kept",
            sts_token = "token-kept",
            sts_expiration = now.In(key),
            oauth_access_token = "access-0",
            oauth_refresh_token = "refresh-0",
            oauth_access_token_expire = now.In(access),
            oauth_site_type = site,
            x_of_another_tool = "kept-as-it-was",
        });
    }

    /// <summary>Hands out tokens of which only the last counts.</summary>
    private sealed class OAuthStandIn : IDisposable
    {
        private readonly LoopbackServer _server;
        private readonly TemporaryHome _home;
        private readonly object _lock = new();
        private int _tokens;
        private int _keys;

        public OAuthStandIn(TemporaryHome home)
        {
            _home = home;
            _server = new LoopbackServer((request, _) => Answer(request));
            home.Variables["ROLLINGUPDATE_OAUTH_ENDPOINT"] = _server.Address.ToString();
        }

        public string RefreshToken { get; set; } = "refresh-0";

        public bool ExchangeFails { get; set; }

        public bool ExchangeRefuses { get; set; }

        public Action? BeforeToken { get; set; }

        public int Refusals { get; private set; }

        public System.Collections.Generic.IReadOnlyList<WireRequest> Requests => _server.Requests;

        public void Rotate() => RefreshToken = $"refresh-{++_tokens}";

        public void Dispose() => _server.Dispose();

        private string Answer(WireRequest request)
        {
            lock (_lock)
                return request.Target == "/v1/token" ? Token(StsStandIn.Form(request.Body)["refresh_token"]) : Exchange(request.Headers["Authorization"]);
        }

        private string Token(string refreshToken)
        {
            BeforeToken?.Invoke();
            if (refreshToken != RefreshToken)
            {
                Refusals++;
                return LoopbackServer.Json($$"""{"error":"invalid_grant","error_description":"{{refreshToken}} is no good","requestId":"R"}""", 400);
            }

            Rotate();
            return LoopbackServer.Json(JObject.FromObject(new { access_token = $"access-{_tokens}", refresh_token = RefreshToken, expires_in = 7200, token_type = "Bearer" }).ToString());
        }

        private string Exchange(string authorization)
        {
            if (ExchangeFails)
                return LoopbackServer.Json("{}", 503);
            if (ExchangeRefuses || authorization != $"Bearer access-{_tokens}")
                return LoopbackServer.Json("""{"error":"invalid_token"}""", 401);
            var key = JObject.Parse(StsStandIn.Key(++_keys, _home.Clock));
            return LoopbackServer.Json(new JObject(key.Properties().Select(part => new JProperty(char.ToLowerInvariant(part.Name[0]) + part.Name[1..], part.Value))).ToString());
        }
    }
}

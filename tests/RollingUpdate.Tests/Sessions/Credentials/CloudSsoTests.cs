using System;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

public class CloudSsoTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_key_that_the_CLI_left_in_the_profile_is_used_without_a_call()
    {
        using var home = Home("http://127.0.0.1:1/login", login: Day, key: TimeSpan.FromMinutes(30));
        Assert.Equal("STS.kept secret-kept token-kept", (await home.FetchAsync()).Parts());
        // The profile was written a moment before, maybe in the second before this one.
        Assert.InRange(home.Source().Known!.ExpiresAt!.Value.ToUnixTimeSeconds(), home.In(TimeSpan.FromMinutes(29)), home.In(TimeSpan.FromMinutes(30)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task One_that_has_ended_or_is_about_to_is_replaced_and_written_back_as_the_CLI_does(double minutes)
    {
        using var clockHome = new TemporaryHome();
        using var server = new LoopbackServer((_, n) => LoopbackServer.Json(new JObject { ["CloudCredential"] = JObject.Parse(StsStandIn.Key(n, clockHome.Clock)), ["RequestId"] = "R" }.ToString()));
        using var home = Home(server.Address + "dir/login", Day, TimeSpan.FromMinutes(minutes));
        Assert.Equal("STS.1 secret-1 token-1", (await home.FetchAsync()).Parts());

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/cloud-credentials", "Bearer access-token-of-login"), (request.Method, request.Target, request.Headers["Authorization"]));
        Assert.Equal(("100", "ac-1"), ((string?)JObject.Parse(request.Body)["AccountId"], (string?)JObject.Parse(request.Body)["AccessConfigurationId"]));

        var stored = home.Stored("sso");
        Assert.Equal(("STS.1", "secret-1", "token-1"), ((string?)stored["access_key_id"], (string?)stored["access_key_secret"], (string?)stored["sts_token"]));
        Assert.Equal(JTokenType.Integer, stored["sts_expiration"]!.Type);
        // Five seconds early.
        Assert.Equal(clockHome.Clock.UtcNow.AddHours(1).ToUnixTimeSeconds() - 5, (long)stored["sts_expiration"]!);
        Assert.Equal("kept-as-it-was", (string?)stored["x_of_another_tool"]);
        // Who comes next finds it there.
        Assert.Equal("STS.1", (await home.FetchAsync()).AccessKeyId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Without_a_login_that_still_holds_a_key_that_does_is_used_to_its_end_and_then_signing_in_is_asked_for()
    {
        using var home = Home("http://127.0.0.1:1/login", login: TimeSpan.FromSeconds(-1), key: TimeSpan.FromMinutes(1));
        Assert.Equal("STS.kept", (await home.FetchAsync()).AccessKeyId);
        home.Clock.UtcNow += TimeSpan.FromMinutes(2);
        var error = await home.ErrorAsync("LoginExpired", "access-token-of-login", "secret-kept");
        Assert.Contains("aliyun configure --profile sso --mode CloudSSO", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_not_taken_from_the_profile_again()
    {
        using var clockHome = new TemporaryHome();
        using var server = new LoopbackServer((_, n) => LoopbackServer.Json(new JObject { ["CloudCredential"] = JObject.Parse(StsStandIn.Key(n, clockHome.Clock)) }.ToString()));
        using var home = Home(server.Address.ToString(), Day, TimeSpan.FromMinutes(30));
        var source = home.Source();
        Assert.Equal("STS.1", (await source.RenewAsync(await source.GetAsync(default), default))!.AccessKeyId);
    }

    [Fact]
    public async Task A_refusal_tells_the_services_reason()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json("""{"ErrorCode":"NoPermission","ErrorMessage":"no assignment for access-token-of-login","RequestId":"R-7"}""", 403));
        using var home = Home(server.Address.ToString(), Day, TimeSpan.FromMinutes(-1));
        var error = await home.ErrorAsync("CredentialsNotObtained", "access-token-of-login");
        Assert.Contains("Profile 'sso' (mode CloudSSO) gives no credentials: getting a key for account 100", error.Message, StringComparison.Ordinal);
        Assert.Contains("NoPermission, HTTP 403, request R-7", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cloud_sso_account_id")]
    [InlineData("cloud_sso_access_config")]
    [InlineData("cloud_sso_sign_in_url")]
    public async Task What_is_missing_is_named(string key)
    {
        using var home = Home("http://127.0.0.1:1/", Day, TimeSpan.FromMinutes(30));
        new RollingUpdate.Sessions.Profiles.ProfileStore(home.Environment.ConfigPath).ChangeProfile("sso", fields => fields.Remove(key));
        Assert.Contains(key, (await home.ErrorAsync("ProfileIncomplete")).Message, StringComparison.Ordinal);
    }

    private static TemporaryHome Home(string url, TimeSpan login, TimeSpan key)
    {
        using var now = new TemporaryHome();
        return ProfileHome.With(new
        {
            name = "sso",
            mode = "CloudSSO",
            access_key_id = "STS.kept",
            access_key_secret = "secret-kept",
            sts_token = "token-kept",
            sts_expiration = now.In(key),
            cloud_sso_sign_in_url = url,
            access_token = "access-token-of-login",
            cloud_sso_access_token_expire = now.In(login),
            cloud_sso_account_id = "100",
            cloud_sso_access_config = "ac-1",
            x_of_another_tool = "kept-as-it-was",
        });
    }
}

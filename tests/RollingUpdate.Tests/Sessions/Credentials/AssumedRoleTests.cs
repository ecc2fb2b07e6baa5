using System;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>The modes that assume a role: what they ask STS, where, and what becomes of a refusal.</summary>
public class AssumedRoleTests
{
    private const string Role = "acs:ram::100000000000000:role/ops";

    [Fact]
    public async Task RamRoleArn_asks_with_the_profiles_key_and_all_that_it_says()
    {
        using var home = Deploy(out var sts, new { expired_seconds = 1800, external_id = "ext" });
        var credential = await home.FetchAsync();
        Assert.Equal("STS.1 secret-1 token-1", credential.Parts());
        Assert.Equal(home.Clock.UtcNow.AddHours(1).ToUnixTimeSeconds(), credential.ExpiresAt!.Value.ToUnixTimeSeconds());
        var request = Assert.Single(sts.Requests);
        Assert.Equal(("AssumeRole", "2015-04-01"), (request.Headers["x-acs-action"], request.Headers["x-acs-version"]));
        Assert.Contains("Credential=LTAI-deploy,", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.False(request.Headers.ContainsKey("x-acs-security-token"));
        // Not in the address, which proxies write down.
        Assert.Equal("/", request.Target);
        var form = StsStandIn.Form(request.Body);
        Assert.Equal((Role, "me", "1800", "ext"), (form["RoleArn"], form["RoleSessionName"], form["DurationSeconds"], form["ExternalId"]));
        sts.Dispose();
    }

    [Fact]
    public async Task Without_a_duration_it_is_an_hour_and_a_temporary_key_brings_its_token()
    {
        using var home = Deploy(out var sts, new { sts_token = "token-of-the-key" });
        await home.FetchAsync();
        Assert.Equal("3600", StsStandIn.Form(sts.Requests[0].Body)["DurationSeconds"]);
        Assert.Equal("token-of-the-key", sts.Requests[0].Headers["x-acs-security-token"]);
        sts.Dispose();
    }

    [Fact]
    public async Task A_token_of_the_environment_does_not_go_with_the_profiles_key()
    {
        using var home = Deploy(out var sts, new { });
        home.Variables["ALIBABA_CLOUD_SECURITY_TOKEN"] = "token-of-another";
        await home.FetchAsync();
        Assert.False(sts.Requests[0].Headers.ContainsKey("x-acs-security-token"));
        sts.Dispose();
    }

    [Fact]
    public async Task A_chain_goes_from_key_to_role_to_role_and_its_source_tells_the_way()
    {
        using var clockHome = new TemporaryHome();
        using var sts = new StsStandIn(clockHome.Clock);
        using var home = ProfileHome.With(
            new { name = "top", mode = "ChainableRamRoleArn", source_profile = "middle", ram_role_arn = Role + "2", ram_session_name = "me", sts_endpoint = sts.Address },
            new { name = "middle", mode = "ChainableRamRoleArn", source_profile = "key", ram_role_arn = Role + "1", ram_session_name = "me", sts_endpoint = sts.Address },
            // The source of a chain needs no region.
            new { name = "key", mode = "AK", access_key_id = "LTAI-key", access_key_secret = "secret-of-key", region_id = "" });
        var source = home.Source();
        Assert.Equal($"profile 'top' → profile 'middle' → profile 'key' → role {Role}1 → role {Role}2", source.Source);
        Assert.Equal("STS.2", (await source.GetAsync(default)).AccessKeyId);
        Assert.Equal([Role + "1", Role + "2"], sts.Requests.Select(request => StsStandIn.Form(request.Body)["RoleArn"]));
        Assert.Contains("Credential=LTAI-key,", sts.Requests[0].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("Credential=STS.1,", sts.Requests[1].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("token-1", sts.Requests[1].Headers["x-acs-security-token"]);
    }

    [Theory]
    [InlineData("a", "b", "a → b → a")]
    [InlineData("a", "a", "a → a")]
    public async Task A_cycle_is_found_and_shown(string first, string second, string shown)
    {
        using var home = ProfileHome.With(
            new { name = first, mode = "ChainableRamRoleArn", source_profile = second, ram_role_arn = Role, ram_session_name = "me" },
            new { name = "b", mode = "ChainableRamRoleArn", source_profile = "a", ram_role_arn = Role, ram_session_name = "me" });
        Assert.Contains(shown, (await home.ErrorAsync("ProfileCycle")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_not_there_and_a_field_that_is_missing_are_named()
    {
        using var lost = ProfileHome.With(new { name = "c", mode = "ChainableRamRoleArn", source_profile = "nobody", ram_role_arn = Role, ram_session_name = "me" });
        Assert.Contains("'nobody'", (await lost.ErrorAsync("SourceProfileNotFound")).Message, StringComparison.Ordinal);
        using var bare = ProfileHome.With(new { name = "c", mode = "RamRoleArn", access_key_id = "LTAI", access_key_secret = "secret-of-key", ram_role_arn = Role });
        var error = await bare.ErrorAsync("ProfileIncomplete", "secret-of-key");
        Assert.Contains("ram_session_name", error.Message, StringComparison.Ordinal);
        Assert.Contains("aliyun configure --profile c --mode RamRoleArn", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duration_below_a_quarter_of_an_hour_is_refused_before_any_call()
    {
        using var home = Deploy(out var sts, new { expired_seconds = 300 });
        await home.ErrorAsync("InvalidSessionDuration");
        Assert.Empty(sts.Requests);
        sts.Dispose();
    }

    [Fact]
    public async Task OIDC_sends_the_token_of_the_file_unsigned_and_reads_it_anew_each_time()
    {
        using var clockHome = new TemporaryHome();
        using var sts = new StsStandIn(clockHome.Clock);
        var file = clockHome.WriteFile("token", "jwt-one\n");
        using var home = ProfileHome.With(new
        {
            name = "rrsa",
            mode = "OIDC",
            oidc_provider_arn = "acs:ram::1:oidc-provider/ack",
            oidc_token_file = file,
            ram_role_arn = Role,
            ram_session_name = "pod",
            expired_seconds = 900,
            sts_endpoint = sts.Address,
        });
        var source = home.Source();
        await source.GetAsync(default);
        clockHome.WriteFile("token", "jwt-two");
        home.Clock.UtcNow += TimeSpan.FromHours(1);
        Assert.Equal("STS.2", (await source.GetAsync(default)).AccessKeyId);
        Assert.All(sts.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
        Assert.All(sts.Requests, request => Assert.Equal("/?Format=json", request.Target));
        var form = StsStandIn.Form(sts.Requests[0].Body);
        Assert.Equal(("AssumeRoleWithOIDC", "3600", "jwt-one\n"), (sts.Requests[0].Headers["x-acs-action"], form["DurationSeconds"], form["OIDCToken"]));
        Assert.Equal("jwt-two", StsStandIn.Form(sts.Requests[1].Body)["OIDCToken"]);
    }

    [Fact]
    public async Task A_refusal_tells_profile_mode_step_and_what_to_do_and_repeats_no_secret()
    {
        const string Echo = """{"Code":"SignatureDoesNotMatch","Message":"string to sign: token-of-the-key secret%2Dof%2Ddeploy secret-of-deploy dG9rZW4tb2YtdGhlLWtleQ==","RequestId":"R-1"}""";
        using var home = Deploy(out var sts, new { sts_token = "token-of-the-key" }, _ => LoopbackServer.Json(Echo, 400));
        var error = await home.ErrorAsync("CredentialsNotObtained", "token-of-the-key", "secret-of-deploy", "dG9rZW4tb2YtdGhlLWtleQ==");
        Assert.Contains($"Profile 'deploy' (mode RamRoleArn) gives no credentials: AssumeRole of {Role} at 127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.Contains("R-1", error.Message, StringComparison.Ordinal);
        Assert.Contains("access_key_secret", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(sts.Requests);
        sts.Dispose();
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_not_quoted()
    {
        using var home = Deploy(out var sts, new { }, _ => LoopbackServer.Json("""{"Credentials":{"AccessKeyId":"STS.x","AccessKeySecret":"secret-in-the-answer","Secur"""));
        var error = await Assert.ThrowsAsync<ServiceFailureException>(() => home.FetchAsync());
        Assert.DoesNotContain("secret-in-the-answer", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Profile 'deploy' (mode RamRoleArn)", error.Message, StringComparison.Ordinal);
        sts.Dispose();
    }

    [Fact]
    public async Task What_may_pass_keeps_its_type_so_that_a_wait_goes_on()
    {
        using var throttled = Deploy(out var sts, new { }, _ => LoopbackServer.Json("""{"Code":"Throttling.User","Message":"m"}""", 400));
        Assert.Contains("Profile 'deploy'", (await Assert.ThrowsAsync<ThrottledException>(() => throttled.FetchAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(3, sts.Requests.Count);
        sts.Dispose();
        using var silent = new LoopbackServer((_, _) => null);
        using var home = ProfileHome.With(new { name = "a", mode = "RamRoleArn", access_key_id = "LTAI", access_key_secret = "s", ram_role_arn = Role, ram_session_name = "me", sts_endpoint = silent.Address });
        // The call that needs the key was never sent, whatever became of the one that should get it.
        Assert.True((await Assert.ThrowsAsync<NoAnswerException>(() => home.FetchAsync())).Failure.NotCarriedOut);
    }

    [Theory]
    [InlineData("{}", null, null, "https://sts.aliyuncs.com/")]
    [InlineData("""{"sts_region":"cn-shanghai"}""", null, null, "https://sts.cn-shanghai.aliyuncs.com/")]
    [InlineData("""{"sts_region":"cn-shanghai","sts_endpoint":"https://sts-vpc.cn-hangzhou.aliyuncs.com/"}""", null, null, "https://sts-vpc.cn-hangzhou.aliyuncs.com/")]
    [InlineData("""{"sts_endpoint":"http://sts.example.com"}""", null, null, "https://sts.example.com/")]
    [InlineData("""{"sts_endpoint":"sts.example.com:8443"}""", null, null, "https://sts.example.com:8443/")]
    [InlineData("""{"sts_endpoint":"http://127.0.0.1:9"}""", null, null, "http://127.0.0.1:9/")]
    [InlineData("""{"sts_region":"cn-shanghai"}""", "sts.env.example", null, "https://sts.env.example/")]
    [InlineData("""{"sts_endpoint":"sts.profile.example"}""", "sts.env.example", null, "https://sts.profile.example/")]
    [InlineData("""{"sts_endpoint":"sts.profile.example"}""", null, "http://127.0.0.1:9/", "http://127.0.0.1:9/")]
    [InlineData("""{"endpoint":"http://127.0.0.1:9"}""", null, null, "http://127.0.0.1:9/")]
    [InlineData("""{"endpoint":"oos.cn-hangzhou.aliyuncs.com","endpoint_type":"vpc"}""", null, null, "https://sts.aliyuncs.com/")]
    public void Sts_is_asked_where_the_cli_asks_it_and_never_in_a_rehearsal(string fields, string? variable, string? typed, string expected)
    {
        using var home = new TemporaryHome();
        if (variable is not null)
            home.Variables["ALIBABA_CLOUD_STS_ENDPOINT"] = variable;
        var profile = new ProfileFields(new RollingUpdate.Sessions.Profiles.StoredProfile(Newtonsoft.Json.Linq.JObject.Parse(fields)), null, home.Environment, filled: true);
        var endpoint = profile.Text("endpoint");
        var ofProfile = endpoint is null ? null : new Uri(endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : "https://" + endpoint);
        var address = StsAddress.Of(profile, new CredentialOrigin("profile 'a'", "RamRoleArn"), new CredentialEndpoints(typed is null ? null : new Uri(typed), ofProfile));
        Assert.Equal(new Uri(expected), address);
    }

    [Theory]
    [InlineData("sts.example.com/path")]
    [InlineData("user:secret@sts.example.com")]
    [InlineData("not a host")]
    public async Task An_sts_endpoint_that_is_no_host_is_refused(string host)
    {
        using var home = ProfileHome.With(new { name = "a", mode = "RamRoleArn", access_key_id = "LTAI", access_key_secret = "s", ram_role_arn = Role, ram_session_name = "me", sts_endpoint = host });
        await home.ErrorAsync("InvalidStsEndpoint");
    }

    private static TemporaryHome Deploy(out StsStandIn sts, object more, Func<int, string?>? answer = null)
    {
        // The home's clock is the stand-in's: both begin at the same time and are moved together.
        var clock = new VirtualClock();
        sts = new StsStandIn(clock, answer);
        var profile = Newtonsoft.Json.Linq.JObject.FromObject(new
        {
            name = "deploy",
            mode = "RamRoleArn",
            access_key_id = "LTAI-deploy",
            access_key_secret = "secret-of-deploy",
            ram_role_arn = Role,
            ram_session_name = "me",
            sts_endpoint = sts.Address,
        });
        profile.Merge(Newtonsoft.Json.Linq.JObject.FromObject(more));
        var home = ProfileHome.With(profile);
        clock.UtcNow = home.Clock.UtcNow;
        return home;
    }
}

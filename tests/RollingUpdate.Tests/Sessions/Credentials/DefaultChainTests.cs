using System;
using System.Threading.Tasks;
using RollingUpdate.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>Where there is no profile: the variables, the SDKs' own file, the instance metadata, the credentials URI, in this order.</summary>
public class DefaultChainTests
{
    private const string UriKey = """{"Code":"Success","AccessKeyId":"URI","AccessKeySecret":"secret","SecurityToken":"token"}""";

    [Fact]
    public async Task Each_comes_when_those_before_it_have_nothing()
    {
        using var home = new TemporaryHome();
        home.Variables["REGION"] = "cn-hangzhou";
        using var uri = new LoopbackServer((_, _) => LoopbackServer.Json(UriKey));
        home.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = uri.Address.ToString();
        Assert.Equal("URI", (await home.FetchAsync()).AccessKeyId);

        using var metadata = new LoopbackServer((request, _) => request.Target.EndsWith("/web", StringComparison.Ordinal)
            ? LoopbackServer.Json(UriKey.Replace("URI", "ECS", StringComparison.Ordinal))
            : LoopbackServer.Reply("web", 200, "text/plain"));
        home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = metadata.Address.ToString();
        Assert.Equal("ECS", (await home.FetchAsync()).AccessKeyId);

        home.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = home.WriteFile("credentials", "[default]\ntype = access_key\naccess_key_id = LTAI-ini\naccess_key_secret = s\n");
        Assert.Equal("LTAI-ini", (await home.FetchAsync()).AccessKeyId);

        using var sts = new StsStandIn(home.Clock);
        home.Variables["ALIBABA_CLOUD_STS_ENDPOINT"] = sts.Address;
        home.Variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:ram::1:role/pod";
        home.Variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:ram::1:oidc-provider/ack";
        home.Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = home.WriteFile("token", "jwt-of-pod");
        Assert.Equal("STS.1", (await home.FetchAsync()).AccessKeyId);
        Assert.StartsWith("RollingUpdate-", StsStandIn.Form(sts.Requests[0].Body)["RoleSessionName"], StringComparison.Ordinal);

        // The role of the container is not assumed with it.
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI-env";
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s";
        Assert.Equal("LTAI-env s", (await home.FetchAsync()).Parts());
        home.Variables["ALIBABA_CLOUD_SECURITY_TOKEN"] = "token-env";
        Assert.Equal("LTAI-env s token-env", (await home.FetchAsync()).Parts());

        home.Write("""{"profiles":[{"mode":"AK","access_key_id":"LTAI-file","access_key_secret":"s","region_id":"cn-beijing"}]}""");
        Assert.Equal("LTAI-file s", (await home.FetchAsync()).Parts());
        Assert.Equal("profile 'default'", home.Source().Source);
    }

    [Fact]
    public async Task When_nobody_has_any_the_error_tells_who_was_asked()
    {
        using var home = new TemporaryHome();
        home.Variables["REGION"] = "cn-hangzhou";
        var error = await home.ErrorAsync("NoProfile");
        Assert.Contains("metadata", error.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-Aliyun", error.RecommendedAction, StringComparison.Ordinal);
        home.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
        Assert.DoesNotContain("metadata", (await home.ErrorAsync("NoProfile")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credentials_uri_that_is_switched_off_is_passed_over()
    {
        using var home = new TemporaryHome();
        home.Variables["REGION"] = "cn-hangzhou";
        using var service = new LoopbackServer((request, _) => request.Target.EndsWith("/web", StringComparison.Ordinal)
            ? LoopbackServer.Json(UriKey.Replace("URI", "ECS", StringComparison.Ordinal))
            : LoopbackServer.Reply("web", 200, "text/plain"));
        home.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = service.Address + "uri";
        home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = service.Address.ToString();
        home.Variables["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"] = "1";
        Assert.Equal("ECS", (await home.FetchAsync()).AccessKeyId);
        home.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
        await home.ErrorAsync("NoProfile");
        Assert.DoesNotContain(service.Requests, request => request.Target == "/uri");
    }

    [Fact]
    public async Task Whoever_names_a_credentials_uri_and_no_region_is_told_of_the_region()
    {
        using var home = new TemporaryHome();
        home.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = "http://127.0.0.1:1/";
        await home.ErrorAsync("RegionMissing");
        home.Variables.Remove("ALIBABA_CLOUD_CREDENTIALS_URI");
        await home.ErrorAsync("NoProfile");
    }

    [Theory]
    [InlineData("type = sts\naccess_key_id = a\naccess_key_secret = \"b = c\"\nsecurity_token = t # no comment", "StsToken", "a b = c t # no comment")]
    [InlineData("; a comment\n# another\ntype=access_key\naccess_key_id=a\naccess_key_secret='b'\nenable = true", "AK", "a b")]
    public async Task A_section_of_the_SDKs_file_is_read_by_its_type(string section, string mode, string parts)
    {
        using var home = new TemporaryHome();
        home.Variables["REGION"] = "cn-hangzhou";
        home.Variables["ALIBABA_CLOUD_PROFILE"] = "ci";
        home.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = home.WriteFile("credentials", $"[default]\ntype = access_key\naccess_key_id = x\n\n[ci]\n{section}\n\n[more]\ntype = none\n");
        Assert.Equal(parts, (await home.FetchAsync()).Parts());
        Assert.Equal(mode, new SessionProvider(home.Environment).Describe(null, null).Mode);
    }

    [Fact]
    public async Task A_role_of_the_SDKs_file_is_assumed_within_its_policy()
    {
        using var home = new TemporaryHome();
        home.Variables["REGION"] = "cn-hangzhou";
        using var sts = new StsStandIn(home.Clock);
        home.Variables["ALIBABA_CLOUD_ENDPOINT"] = sts.Address;
        home.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = home.WriteFile(
            "credentials", "[default]\ntype = ram_role_arn\naccess_key_id = a\naccess_key_secret = b\nrole_arn = acs:ram::1:role/x\nrole_session_name = me\npolicy = {\"Version\":\"1\"}\n");
        Assert.Equal("STS.1", (await home.FetchAsync()).AccessKeyId);
        Assert.Equal("{\"Version\":\"1\"}", StsStandIn.Form(sts.Requests[0].Body)["Policy"]);
    }

    [Theory]
    [InlineData("type = quantum", "'quantum'")]
    [InlineData("access_key_id = a", "no type")]
    public async Task A_section_without_a_type_that_is_known_is_refused(string section, string reason)
    {
        using var home = new TemporaryHome();
        home.Variables["REGION"] = "cn-hangzhou";
        home.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = home.WriteFile("credentials", "[default]\n" + section);
        Assert.Contains(reason, (await home.ErrorAsync("SharedCredentialsTypeUnknown")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_is_ignored_is_not_even_read()
    {
        using var home = new TemporaryHome("{ corrupt");
        home.Variables["ALIBABA_CLOUD_IGNORE_PROFILE"] = "TRUE";
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI-env";
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s";
        home.Variables["REGION"] = "us-east-1";
        var session = new SessionProvider(home.Environment).Describe(null, null);
        Assert.Equal((null, "cn-hangzhou", "the environment"), (session.ProfileName, session.RegionId, session.Source));
        home.Variables["ALIBABA_CLOUD_IGNORE_PROFILE"] = "true";
        Assert.Equal("ConfigFileUnreadable", Assert.Throws<RollingUpdateException>(() => home.Source()).ErrorId);
    }
}

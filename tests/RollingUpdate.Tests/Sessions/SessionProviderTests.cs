using System;
using System.IO;
using System.Net;
using System.Text;
using RollingUpdate.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Sessions;

public class SessionProviderTests
{
    private const string TwoProfiles = """
        {
          "current": "prod",
          "profiles": [
            { "name": "default", "mode": "AK", "access_key_id": "LTAI-dev", "access_key_secret": "s", "region_id": "cn-hangzhou" },
            { "name": "prod", "mode": "StsToken", "access_key_id": "STS.prod", "access_key_secret": "s", "sts_token": "t", "region_id": "cn-shanghai", "endpoint_type": "vpc" }
          ],
          "meta_path": ""
        }
        """;

    [Fact]
    public void Takes_the_current_profile_with_its_mode_region_and_network()
    {
        using var home = new TemporaryHome(TwoProfiles);
        var session = new SessionProvider(home.Environment).Describe(null, null);
        Assert.Equal(("prod", "StsToken", "cn-shanghai", "***rod"), (session.ProfileName!, session.Mode, session.RegionId, session.AccessKeyId!));
        Assert.Equal(AliyunNetwork.Vpc, session.Network);
        Assert.False(session.IsConnected);
    }

    [Fact]
    public void A_profile_that_is_typed_beats_the_environment_which_beats_the_current_one()
    {
        using var home = new TemporaryHome(TwoProfiles);
        var provider = new SessionProvider(home.Environment);
        home.Variables["ALIBABA_CLOUD_PROFILE"] = "default";
        Assert.Equal("default", new SessionProvider(home.Environment).Describe(null, null).ProfileName);
        Assert.Equal("prod", provider.Describe("prod", null).ProfileName);
        Assert.Equal("us-east-1", provider.Describe("prod", "us-east-1").RegionId);
    }

    [Fact]
    public void The_environment_fills_what_a_profile_leaves_empty_and_never_beats_it()
    {
        using var home = new TemporaryHome("""{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"LTAI-file","access_key_secret":"s"}]}""");
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI-env";
        home.Variables["ALIBABA_CLOUD_REGION_ID"] = "eu-central-1";
        var session = new SessionProvider(home.Environment).Describe(null, null);
        Assert.Equal(("***ile", "eu-central-1"), (session.AccessKeyId!, session.RegionId));
    }

    [Fact]
    public void A_token_of_the_environment_is_not_put_to_another_key()
    {
        using var home = new TemporaryHome("""{"current":"p","profiles":[{"name":"p","mode":"StsToken","access_key_id":"STS.file","access_key_secret":"s","region_id":"cn-hangzhou"}]}""");
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "STS.another";
        home.Variables["ALIBABA_CLOUD_SECURITY_TOKEN"] = "token-of-another";
        AssertError("ProfileIncomplete", "sts_token", () => new SessionProvider(home.Environment).Describe(null, null));
    }

    [Fact]
    public void The_environment_alone_is_enough()
    {
        using var home = new TemporaryHome();
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI-env";
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s";
        home.Variables["REGION"] = "cn-hangzhou";
        var session = new SessionProvider(home.Environment).Describe(null, null);
        Assert.Equal(("the environment", "AK"), (session.Source, session.Mode));
        Assert.Null(session.ProfileName);
    }

    [Fact]
    public void Without_anything_the_error_says_what_to_type()
    {
        using var home = new TemporaryHome();
        var error = AssertError("NoProfile", "There are no credentials", () => new SessionProvider(home.Environment).Describe(null, null));
        Assert.Contains("aliyun configure", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Connect-Aliyun", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", null, "ProfileNotFound")]
    [InlineData(null, "Hangzhou", "InvalidRegion")]
    [InlineData(null, "cn-hangzhou.evil.example", "InvalidRegion")]
    [InlineData(null, "cn hangzhou", "InvalidRegion")]
    public void What_cannot_be_is_refused(string? profile, string? region, string errorId)
    {
        using var home = new TemporaryHome(TwoProfiles);
        var error = Assert.Throws<RollingUpdateException>(() => new SessionProvider(home.Environment).Describe(profile, region));
        Assert.Equal(errorId, error.ErrorId);
        if (errorId == "ProfileNotFound")
            Assert.Contains("default, prod", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":")]
    [InlineData("[]")]
    public void A_file_that_is_no_json_is_named(string content)
    {
        using var home = new TemporaryHome(content);
        AssertError("ConfigFileUnreadable", "config.json", () => new SessionProvider(home.Environment).Describe(null, null));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        using var home = new TemporaryHome(TwoProfiles);
        File.WriteAllText(home.Environment.ConfigPath, TwoProfiles, new UTF8Encoding(true));
        Assert.Equal("prod", new SessionProvider(home.Environment).Describe(null, null).ProfileName);
    }

    [Fact]
    public void A_session_holds_until_it_is_ended_and_a_profile_that_is_typed_beats_it()
    {
        using var home = new TemporaryHome(TwoProfiles);
        var provider = new SessionProvider(home.Environment);
        var session = provider.Connect(new ConnectRequest
        {
            AccessKeyId = "LTAI-typed",
            AccessKeySecret = new NetworkCredential("", "secret").SecurePassword,
            RegionId = "cn-beijing",
            Endpoint = new Uri("http://127.0.0.1:1"),
        });
        Assert.True(session.IsConnected);
        Assert.Equal("***ped", provider.Describe(null, null).AccessKeyId);
        Assert.Equal("us-west-1", provider.Describe(null, "us-west-1").RegionId);
        Assert.Equal(new Uri("http://127.0.0.1:1"), provider.Describe(null, "us-west-1").Endpoint);
        Assert.Equal("default", provider.Describe("default", null).ProfileName);
        Assert.Null(provider.Describe("default", null).Endpoint);

        provider.Disconnect();
        Assert.Equal("prod", provider.Describe(null, null).ProfileName);
    }

    [Fact]
    public void A_session_without_a_profile_holds_for_what_it_gave_out_under_the_profile_s_name()
    {
        using var home = new TemporaryHome(TwoProfiles);
        var provider = new SessionProvider(home.Environment);
        var session = provider.Connect(new ConnectRequest { RegionId = "cn-beijing", Endpoint = new Uri("http://127.0.0.1:1"), Network = AliyunNetwork.Public });
        Assert.Equal("prod", session.ProfileName);

        // As the next cmdlet of a pipeline asks: by the name that the object carries.
        var next = provider.Describe(session.ProfileName, null);

        Assert.Equal((true, "cn-beijing", AliyunNetwork.Public), (next.IsConnected, next.RegionId, next.Network));
        Assert.Equal(new Uri("http://127.0.0.1:1"), next.Endpoint);
        Assert.False(provider.Describe("default", null).IsConnected);
    }

    [Fact]
    public void A_session_stays_with_its_profile_when_another_becomes_the_current_one()
    {
        using var home = new TemporaryHome(TwoProfiles);
        var provider = new SessionProvider(home.Environment);
        provider.Connect(new ConnectRequest { Arn = "acs:ram::1:user/prod" });
        home.Write(TwoProfiles.Replace("\"current\": \"prod\"", "\"current\":  \"default\"", StringComparison.Ordinal));

        var session = provider.Describe(null, null);

        Assert.Equal(("prod", "***rod", "acs:ram::1:user/prod"), (session.ProfileName!, session.AccessKeyId!, session.Arn!));
    }

    [Fact]
    public void A_file_that_another_program_changed_is_read_again()
    {
        using var home = new TemporaryHome(TwoProfiles);
        var provider = new SessionProvider(home.Environment);
        Assert.Equal("prod", provider.Describe(null, null).ProfileName);
        home.Write(TwoProfiles.Replace("\"current\": \"prod\"", "\"current\":  \"default\"", StringComparison.Ordinal));
        Assert.Equal("default", provider.Describe(null, null).ProfileName);
    }

    [Fact]
    public void A_bare_endpoint_of_a_profile_gets_tls()
    {
        using var home = new TemporaryHome("""{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"a","access_key_secret":"s","region_id":"cn-hangzhou","endpoint":"proxy.example"}]}""");
        Assert.Equal(new Uri("https://proxy.example"), new SessionProvider(home.Environment).Describe(null, null).Endpoint);
    }

    [Theory]
    [InlineData("proxy.example", "https://proxy.example/")]
    [InlineData("localhost:8080", "https://localhost:8080/")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080/")]
    [InlineData("", null)]
    public void What_is_typed_as_an_endpoint_is_read_as_one_of_a_profile_is(string typed, string? expected)
    {
        using var home = new TemporaryHome(TwoProfiles);
        var session = new SessionProvider(home.Environment).Connect(new ConnectRequest { Endpoint = new Uri(typed, UriKind.RelativeOrAbsolute) });
        Assert.Equal(expected, session.Endpoint?.AbsoluteUri);
    }

    [Theory]
    [InlineData("ftp://proxy.example")]
    [InlineData("no host")]
    [InlineData("https://proxy.example/oos")]
    [InlineData("https://proxy.example/?x=s3cr3t")]
    [InlineData("https://proxy.example/#x")]
    [InlineData("https://user:s3cr3t@proxy.example")]
    public void An_endpoint_that_is_more_or_less_than_a_host_is_refused_wherever_it_comes_from(string endpoint)
    {
        using var home = new TemporaryHome(TwoProfiles);
        var provider = new SessionProvider(home.Environment);
        var typed = AssertError("InvalidEndpoint", "endpoint", () => provider.Connect(new ConnectRequest { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) }));
        Assert.DoesNotContain("s3cr3t", typed.Message + typed.RecommendedAction, StringComparison.Ordinal);
        home.Variables["ALIBABA_CLOUD_ENDPOINT"] = endpoint;
        AssertError("InvalidEndpoint", "endpoint", () => provider.Describe(null, null));
    }

    private static RollingUpdateException AssertError(string errorId, string part, Func<object> work)
    {
        var error = Assert.Throws<RollingUpdateException>(work);
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        return error;
    }
}

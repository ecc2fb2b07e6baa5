using System;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

public class CredentialsUriTests
{
    [Theory]
    [InlineData("""{"Code":"Success","AccessKeyId":"URI","AccessKeySecret":"secret","SecurityToken":"token","Expiration":"2099-01-01T00:00:00Z"}""", 2099)]
    [InlineData("""{"Code":"Success","AccessKeyId":"URI","AccessKeySecret":"secret","SecurityToken":"token","Expiration":"2000-01-01T00:00:00Z"}""", 2000)]
    [InlineData("""{"Code":"Success","AccessKeyId":"URI","AccessKeySecret":"secret","SecurityToken":"token"}""", null)]
    public async Task A_key_is_taken_and_its_end_where_it_tells_one(string answer, int? year)
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json(answer));
        using var home = Home(server.Address + "credentials?user=me");
        var credential = await home.FetchAsync();
        Assert.Equal("URI secret token", credential.Parts());
        Assert.Equal(year, credential.ExpiresAt?.Year);
        Assert.Equal("GET /credentials?user=me", $"{server.Requests[0].Method} {server.Requests[0].Target}");
    }

    [Theory]
    [InlineData(200, """{"AccessKeyId":"URI","AccessKeySecret":"secret-of-answer","SecurityToken":"token"}""", "Code is not Success")]
    [InlineData(200, """{"Code":"Failed","AccessKeyId":"URI","AccessKeySecret":"secret-of-answer","SecurityToken":"token"}""", "Code is not Success")]
    [InlineData(200, """{"Code":"Success","AccessKeyId":"","AccessKeySecret":"secret-of-answer","SecurityToken":""}""", "lacks AccessKeyId")]
    [InlineData(200, "secret-of-answer", "Code is not Success")]
    [InlineData(404, "{}", "Http404")]
    [InlineData(403, "secret-of-answer", "Http403")]
    public async Task What_is_no_key_is_an_error_that_quotes_neither_answer_nor_address(int status, string answer, string reason)
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json(answer, status));
        using var home = Home(server.Address + "secret-path?key=secret-query");
        // A key of the environment is not put in the place of what is missing.
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI-env";
        home.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "secret-env";
        var error = await home.ErrorAsync("CredentialsNotObtained", "secret-of-answer", "secret-path", "secret-query");
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", home.Source().Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed_and_a_server_that_fails_may_recover()
    {
        using var server = new LoopbackServer((request, n) => request.Target == "/there"
            ? LoopbackServer.Json("""{"Code":"Success","AccessKeyId":"URI","AccessKeySecret":"secret","SecurityToken":"token"}""", n == 2 ? 503 : 200)
            : LoopbackServer.Reply("", 302, "text/plain", "Location: /there"));
        using var home = Home(server.Address + "here");
        Assert.Contains("Profile 'uri' (mode CredentialsURI)", (await Assert.ThrowsAsync<ServiceFailureException>(() => home.FetchAsync())).Message, StringComparison.Ordinal);
        Assert.Equal("URI", (await home.FetchAsync()).AccessKeyId);
    }

    [Fact]
    public async Task A_redirect_in_circles_ends()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Reply("", 302, "text/plain", "Location: /again"));
        using var home = Home(server.Address + "here");
        await home.ErrorAsync("CredentialsNotObtained");
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task The_variable_gives_the_address_where_the_profile_does_not_and_can_be_forbidden()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json("""{"Code":"Success","AccessKeyId":"URI","AccessKeySecret":"secret","SecurityToken":"token"}"""));
        using var home = ProfileHome.With(new { name = "uri", mode = "CredentialsURI" });
        await home.ErrorAsync("ProfileIncomplete");
        home.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = server.Address.ToString();
        Assert.Equal("URI", (await home.FetchAsync()).AccessKeyId);
        home.Variables["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"] = "1";
        Assert.Contains("(CredentialsURI mode)", (await home.ErrorAsync("ExternalCredentialsDisabled")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:7002/x")]
    [InlineData("file:///etc/passwd")]
    public async Task Only_http_is_asked(string address)
    {
        using var home = Home(address);
        await home.ErrorAsync("InvalidCredentialsUri");
    }

    private static TemporaryHome Home(string address) => ProfileHome.With(new { name = "uri", mode = "CredentialsURI", credentials_uri = address });
}

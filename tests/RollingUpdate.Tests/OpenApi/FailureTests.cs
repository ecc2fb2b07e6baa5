using System;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

public class FailureTests
{
    [Theory]
    [InlineData(400, "Throttling.User", typeof(ThrottledException))]
    [InlineData(503, "Throttling.Api", typeof(ThrottledException))]
    [InlineData(404, "InvalidAccessKeyId.NotFound", typeof(CredentialRefusedException))]
    [InlineData(400, "SignatureDoesNotMatch", typeof(CredentialRefusedException))]
    [InlineData(403, "InvalidSecurityToken.Expired", typeof(CredentialRefusedException))]
    [InlineData(403, "Forbidden.RAM", typeof(AccessDeniedException))]
    [InlineData(403, "NoPermission", typeof(AccessDeniedException))]
    [InlineData(404, "InvalidScalingGroupId.NotFound", typeof(ResourceNotFoundException))]
    [InlineData(400, "EntityNotExists.Template", typeof(ResourceNotFoundException))]
    [InlineData(403, "IncorrectInstanceStatus", typeof(InvalidRequestException))]
    [InlineData(403, "InvalidAction", typeof(InvalidRequestException))]
    [InlineData(404, "InvalidAction.NotFound", typeof(InvalidRequestException))]
    [InlineData(400, "InvalidParameter", typeof(InvalidRequestException))]
    [InlineData(400, "IdempotentParameterMismatch", typeof(InvalidRequestException))]
    [InlineData(500, "InternalError", typeof(ServiceFailureException))]
    public async Task An_error_has_the_type_of_its_meaning_and_all_the_service_said(int status, string code, Type type)
    {
        var body = $$"""{"Code":"{{code}}","Message":"the message","RequestId":"REQ-1","HostId":"h","Recommend":"https://api.aliyun.com/troubleshoot?q=x"}""";
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json(body, status));

        var error = (AliyunApiException)await Assert.ThrowsAsync(type, () => RetryTests.CallAsync(new TestConnection(server.Address), repeatable: false));

        Assert.Equal((code, status, "REQ-1", "DoSomething", "the message"), (error.Code, error.HttpStatus, error.RequestId!, error.Action, error.ServiceMessage));
        Assert.StartsWith("https://api.aliyun.com/troubleshoot", error.Recommend, StringComparison.Ordinal);
        Assert.Contains("the message", error.Message, StringComparison.Ordinal);
        Assert.Contains("REQ-1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NoPermission")]
    [InlineData("SomethingOfItsOwn")]
    public async Task A_missing_permission_names_the_action(string code)
    {
        var body = $$$"""{"Code":"{{{code}}}","Message":"no","AccessDeniedDetail":{"AuthAction":"oos:StartExecution"}}""";
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json(body, 403));
        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => RetryTests.CallAsync(new TestConnection(server.Address), repeatable: false));
        Assert.Contains("oos:StartExecution", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", """{"code":"Forbidden","message":"lower","requestId":"r"}""", "Forbidden", "lower")]
    [InlineData("text/xml", "<?xml version=\"1.0\"?><Error><Code>Forbidden</Code><Message>xml</Message></Error>", "Forbidden", "xml")]
    [InlineData("text/xml", "<Error><Message>a &lt; b</Message><Code>NoPermission</Code></Error>", "NoPermission", "a < b")]
    public async Task Whatever_comes_instead_of_an_answer_is_read(string type, string body, string code, string part)
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Reply(body, 403, type));
        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => RetryTests.CallAsync(new TestConnection(server.Address), repeatable: false));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, "<html><style>p{}</style><h1>302 by the  proxy</h1></html>", "302 by the proxy")]
    [InlineData(401, "<html>log in</html>", "log in")]
    [InlineData(403, "<html><script>x</script>403 by the  proxy", "403 by the proxy")]
    [InlineData(403, "", "The answer was empty.")]
    [InlineData(403, """{"unexpected":{"nested":[1,2]}}""", "unexpected")]
    [InlineData(403, "[1,2]", "[1,2]")]
    [InlineData(404, "<Error>no code</Error>", "no code")]
    [InlineData(407, "<html>log in</html>", "log in")]
    [InlineData(408, "late", "late")]
    [InlineData(413, """{"message":"too large"}""", "too large")]
    public async Task What_is_not_the_services_is_no_answer_whatever_its_status(int status, string body, string part)
    {
        using var server = new LoopbackServer((_, n) => n == 1 ? LoopbackServer.Reply(body, status, "text/html") : LoopbackServer.Json("""{"Value":"v"}"""));
        Assert.Equal("v", await RetryTests.CallAsync(new TestConnection(server.Address), repeatable: true));

        using var other = new LoopbackServer((_, _) => LoopbackServer.Reply(body, status, "text/html"));
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => RetryTests.CallAsync(new TestConnection(other.Address), repeatable: false));
        Assert.Single(other.Requests);
        Assert.Equal(status, error.HttpStatus);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("Whether it was carried out is not known.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(false, 403)]
    [InlineData(true, 200)]
    [InlineData(true, 502)]
    public async Task What_a_page_repeats_of_the_request_or_an_address_is_never_shown_not_even_in_part(bool atTheEnd, int status)
    {
        // Where the excerpt is cut, a part of a secret would be left that is found no more.
        var body = (atTheEnd ? new string('x', 195) : "by the proxy ") + "test-secret http://bob:pa55-w0rd@proxy:1/ {\"AccessKeySecret\": \"abcdefgh\"}";
        using var server = new LoopbackServer((_, _) => LoopbackServer.Reply(body, status, "text/html"));
        var error = await Assert.ThrowsAnyAsync<AliyunApiException>(() => RetryTests.CallAsync(new TestConnection(server.Address), repeatable: false));
        foreach (var hidden in new[] { "test-", "pa55", "abcde" })
            Assert.DoesNotContain(hidden, error.ToString() + error.ServiceMessage, StringComparison.Ordinal);
        Assert.Contains("*", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(201, "{")]
    [InlineData(300, "")]
    [InlineData(400, "")]
    [InlineData(403, "")]
    [InlineData(500, "")]
    public async Task An_answer_with_credentials_is_not_quoted_whatever_its_status(int status, string before)
    {
        var body = before + """{"RequestId":"r","Credentials":{"SecurityToken":"tok-abcdefgh","AccessKeyId":"STS.abcdefgh","AccessKeySecret":"sec-abcdefgh"}}""";
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json(body, status));
        var sts = new RollingUpdate.Sts.StsClient(new TestConnection(server.Address).Client);
        var error = await Assert.ThrowsAnyAsync<AliyunApiException>(() => sts.AssumeRoleAsync(new RollingUpdate.Sts.AssumeRoleRequest("acs:ram::1:role/a", "s", 900), default));
        Assert.DoesNotContain("abcdefgh", error.ToString() + error.ServiceMessage, StringComparison.Ordinal);
        var other = await Assert.ThrowsAnyAsync<AliyunApiException>(() => RetryTests.CallAsync(new TestConnection(server.Address), repeatable: false));
        Assert.DoesNotContain("tok-", other.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sec-", other.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<style>")]
    [InlineData("<a>")]
    [InlineData("<")]
    [InlineData("<Error>")]
    [InlineData("<?xml")]
    [InlineData("://")]
    [InlineData("{\"a\":")]
    public async Task A_page_is_read_in_time_that_grows_with_its_length_only(string repeated)
    {
        var page = string.Concat(System.Linq.Enumerable.Repeat(repeated, 200_000 / repeated.Length));
        using var server = new LoopbackServer((_, _) => LoopbackServer.Reply(page, 403, "text/html"));
        var time = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAsync<NoAnswerException>(() => RetryTests.CallAsync(new TestConnection(server.Address), repeatable: false));
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task The_wire_log_shows_no_secret_no_signature_and_no_script()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json("""{"Value":"v"}"""));
        var connection = new TestConnection(server.Address);
        await RetryTests.CallAsync(connection, repeatable: true);

        var wire = string.Join("\n", connection.WireLines);
        Assert.Contains("ExecutionId=exec-1", wire, StringComparison.Ordinal);
        Assert.Contains("Script=<14 characters>", wire, StringComparison.Ordinal);
        foreach (var hidden in new[] { "secret-content", "test-secret", "Signature", "LTAI-test-id" })
            Assert.DoesNotContain(hidden, wire, StringComparison.OrdinalIgnoreCase);
    }
}

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
    [InlineData("text/html", "<html><style>p{}</style><h1>403 by the  proxy</h1></html>", "Http403", "403 by the proxy")]
    [InlineData("text/html", "", "Http403", "The answer was empty.")]
    [InlineData("application/json", """{"unexpected":{"nested":[1,2]}}""", "Http403", "unexpected")]
    [InlineData("application/json", "[1,2]", "Http403", "[1,2]")]
    public async Task Whatever_comes_instead_of_an_answer_is_read(string type, string body, string code, string part)
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Reply(body, 403, type));
        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => RetryTests.CallAsync(new TestConnection(server.Address), repeatable: false));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
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

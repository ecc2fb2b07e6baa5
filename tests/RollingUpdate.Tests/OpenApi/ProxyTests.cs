using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

/// <summary>The machine's proxy is a setting of the whole process, so no other test runs beside these.</summary>
[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
[Collection(nameof(ProxyTests))]
public class ProxyTests
{
    private static int _clients;

    [Fact]
    public async Task The_machines_proxy_is_used_for_the_cloud_and_never_for_loopback()
    {
        using var proxy = new LoopbackServer((_, _) => LoopbackServer.Json("""{"Value":"by proxy"}"""));
        using var direct = new LoopbackServer((_, _) => LoopbackServer.Json("""{"Value":"direct"}"""));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Address);
        try
        {
            Assert.Equal("by proxy", await RetryTests.CallAsync(new TestConnection(new Uri("http://oos.cn-hangzhou.example")), repeatable: false));
            Assert.Equal("direct", await RetryTests.CallAsync(new TestConnection(direct.Address), repeatable: false));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.StartsWith("http://oos.cn-hangzhou.example/", Assert.Single(proxy.Requests).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 X\r\nContent-Length: 0\r\n\r\n", 1)]
    [InlineData("HTTP/1.1 403 X\r\nContent-Length: 0\r\n\r\n", 1)]
    [InlineData("HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n", 5)]
    [InlineData("nonsense http://bob:pa55-w0rd@x/\r\n\r\n", 5)]
    [InlineData(null, 5)]
    public async Task A_proxy_that_refuses_the_tunnel_is_told_as_not_sent_and_without_its_login(string? answer, int attempts)
    {
        using var proxy = new LoopbackServer((_, _) => answer);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(new Uri($"http://bob:pa55-w0rd@127.0.0.1:{proxy.Address.Port}"));
        NoAnswerException error;
        try
        {
            // A client keeps the proxy it began with, and is shared by those of the same limits.
            var connection = new TestConnection(new Uri("https://oos.cn-hangzhou.example"), callTimeout: TimeSpan.FromSeconds(30 + Interlocked.Increment(ref _clients)));
            error = await Assert.ThrowsAsync<NoAnswerException>(() => RetryTests.CallAsync(connection, repeatable: false));
            Assert.Equal(attempts - 1, connection.Clock.Delays.Count);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.NotEmpty(proxy.Requests);
        Assert.All(proxy.Requests, request => Assert.Equal("CONNECT", request.Method));
        Assert.Contains("The request was not sent.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bob", error.ToString(), StringComparison.Ordinal);
    }
}

using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

/// <summary>The machine's proxy is a setting of the whole process, so no other test runs beside these.</summary>
[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
[Collection(nameof(ProxyTests))]
public class ProxyTests
{
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
}

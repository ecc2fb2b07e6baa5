using System;
using System.Net;
using System.Net.Http;
using System.Reflection;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

/// <summary>A kept connection would never notice that a host name points elsewhere by now: each is given up after a while.</summary>
public class ConnectionLifetimeTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Fact]
    public void Connections_are_renewed_by_the_handler_of_powershell_7()
    {
        var client = HttpClients.For(new Uri("https://oos.cn-hangzhou.aliyuncs.com"), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));
        var handler = (SocketsHttpHandler)typeof(HttpMessageInvoker).GetField("_handler", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(client)!;
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromSeconds(30), Longest);
    }

    [Fact]
    public void Connections_are_renewed_by_the_service_point_of_windows_powershell()
    {
        var address = new Uri("https://lease.oos.cn-hangzhou.aliyuncs.com");
        HttpClients.PrepareServicePoint(address);
#pragma warning disable SYSLIB0014 // Nothing is sent: what .NET Framework goes by is read.
        Assert.InRange(ServicePointManager.FindServicePoint(address).ConnectionLeaseTimeout, 30_000, (int)Longest.TotalMilliseconds);
#pragma warning restore SYSLIB0014
    }
}

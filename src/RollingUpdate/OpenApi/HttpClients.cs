using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Threading;

namespace RollingUpdate.OpenApi;

/// <summary>The process' HTTP clients, shared so that connections are reused: one through the machine's proxy, one that goes direct.</summary>
internal static class HttpClients
{
    // A kept connection does not notice that a host name points elsewhere by now.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    // netstandard2.0 does not know it, but every .NET that runs PowerShell 7 has it; .NET Framework has not.
    private static readonly Type? SocketsHandler = Type.GetType("System.Net.Http.SocketsHttpHandler, System.Net.Http");
    private static readonly ConcurrentDictionary<(bool Direct, TimeSpan ConnectTimeout), HttpClient> Clients = new();

    /// <summary>A client for this address. Loopback and link-local addresses (the instance metadata) are never asked for through a proxy.</summary>
    public static HttpClient For(Uri address, TimeSpan connectTimeout)
    {
        if (SocketsHandler is null)
            LimitLease(address);
        return Clients.GetOrAdd((IsNear(address), connectTimeout), static key => Create(key.Direct, key.ConnectTimeout));
    }

    /// <summary>Limits the life of connections to this address where the handler cannot: .NET Framework keeps them by address, and for ever.</summary>
    internal static void LimitLease(Uri address) =>
        ServicePointManager.FindServicePoint(address).ConnectionLeaseTimeout = (int)ConnectionLifetime.TotalMilliseconds;

    private static bool IsNear(Uri address) =>
        address.IsLoopback || address.Host.StartsWith("169.254.", StringComparison.Ordinal) || address.Host == "100.100.100.200";

    private static HttpClient Create(bool direct, TimeSpan connectTimeout)
    {
        var handler = CreateSocketsHandler(direct, connectTimeout) ?? CreateClassicHandler(direct);
        // The time-out of a call is the caller's token: it can then be told from Ctrl+C.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // Only this handler can limit the time for connecting. Reflection once a process is the price of one assembly for both PowerShells.
    private static HttpMessageHandler? CreateSocketsHandler(bool direct, TimeSpan connectTimeout)
    {
        if (SocketsHandler is not { } type)
            return null;
        var handler = (HttpMessageHandler)Activator.CreateInstance(type);
        void Set(string property, object value) => type.GetProperty(property)!.SetValue(handler, value);
        Set("ConnectTimeout", connectTimeout);
        Set("PooledConnectionLifetime", ConnectionLifetime);
        Set("AllowAutoRedirect", false);
        Set("UseCookies", false);
        Set("UseProxy", !direct);
        Set("AutomaticDecompression", DecompressionMethods.GZip | DecompressionMethods.Deflate);
        return handler;
    }

    private static HttpClientHandler CreateClassicHandler(bool direct) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !direct,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxConnectionsPerServer = 16,
    };
}

using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;

namespace RollingUpdate.OpenApi;

/// <summary>The process' HTTP clients, shared so that connections are reused: one through the machine's proxy, one that goes direct.</summary>
internal static class HttpClients
{
    // A kept connection does not notice that a host name points elsewhere by now.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>The most that an answer may have, in bytes, unpacked: a page of executions with all their parameters is far smaller.</summary>
    public const int LargestAnswer = 32 * 1024 * 1024;

    // netstandard2.0 does not know it, but every .NET that runs PowerShell 7 has it; .NET Framework has not.
    private static readonly Type? SocketsHandler = Type.GetType("System.Net.Http.SocketsHttpHandler, System.Net.Http");
    private static readonly ConcurrentDictionary<(bool Direct, TimeSpan ConnectTimeout, TimeSpan CallTimeout), HttpClient> Clients = new();

    /// <summary>Whether a request's content is asked for only when there is a connection, and always then; see <see cref="RequestContent"/>.</summary>
    public static bool AsksForContent => SocketsHandler is not null;

    /// <summary>A client for this address. Loopback and link-local addresses (the instance metadata) are never asked for through a proxy.</summary>
    /// <param name="address">Where the request goes.</param>
    /// <param name="connectTimeout">How long connecting may take.</param>
    /// <param name="callTimeout">How long a request may take in all; infinite where the caller's token ends it.</param>
    public static HttpClient For(Uri address, TimeSpan connectTimeout, TimeSpan callTimeout)
    {
        if (SocketsHandler is null)
            PrepareServicePoint(address);
        return Clients.GetOrAdd((IsNear(address), connectTimeout, callTimeout), static key => Create(key.Direct, key.ConnectTimeout, key.CallTimeout));
    }

    /// <summary>
    /// Sets for an address what the handler of .NET Framework cannot: how long a connection lives (it keeps them for ever), and that a
    /// request does not wait for a "100 Continue".
    /// </summary>
    internal static void PrepareServicePoint(Uri address)
    {
        var point = ServicePointManager.FindServicePoint(address);
        point.ConnectionLeaseTimeout = (int)ConnectionLifetime.TotalMilliseconds;
        point.Expect100Continue = false;
    }

    private static bool IsNear(Uri address) =>
        address.IsLoopback || address.Host.StartsWith("169.254.", StringComparison.Ordinal) || address.Host == "100.100.100.200";

    private static HttpClient Create(bool direct, TimeSpan connectTimeout, TimeSpan callTimeout)
    {
        var handler = CreateSocketsHandler(direct, connectTimeout) ?? CreateClassicHandler(direct);
        return new HttpClient(handler) { Timeout = callTimeout, MaxResponseContentBufferSize = LargestAnswer };
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

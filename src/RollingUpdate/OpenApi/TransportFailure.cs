using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace RollingUpdate.OpenApi;

/// <summary>
/// What went wrong below HTTP, in words that can be shown: .NET names a proxy with the login in its address, so neither its texts about
/// proxies nor its exceptions are passed on.
/// </summary>
internal sealed class TransportFailure
{
    private TransportFailure(string reason) => Reason = reason;

    /// <summary>The cause, without a full stop.</summary>
    public string Reason { get; }

    /// <summary>Whether it is sure that no connection was made, as far as the exception tells.</summary>
    public bool NeverConnected { get; private set; }

    /// <summary>Whether the same would come of trying again: a certificate that is not trusted, a proxy that wants a login.</summary>
    public bool Lasting { get; private set; }

    /// <summary>Whether it is one of the exceptions that sending, receiving or unpacking can throw.</summary>
    public static bool Is(Exception error) => error is HttpRequestException or IOException or InvalidDataException;

    /// <summary>Reads an exception that <see cref="Is"/> one.</summary>
    public static TransportFailure Of(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
            if (Read(inner) is { } known)
                return known;
        return new TransportFailure(SecretText.HideLogins(error.GetBaseException().Message).TrimEnd('.'));
    }

    private static TransportFailure? Read(Exception error) => error switch
    {
        AuthenticationException => new TransportFailure($"the TLS handshake failed: {SecretText.HideLogins(error.GetBaseException().Message).TrimEnd('.')}") { NeverConnected = true, Lasting = true },
        HttpRequestException when error.Message.IndexOf("proxy tunnel", StringComparison.OrdinalIgnoreCase) >= 0 => Tunnel(error.Message),
        HttpRequestException when error.InnerException is null && error.Message.IndexOf("maximum buffer size", StringComparison.OrdinalIgnoreCase) >= 0 =>
            new TransportFailure($"what came is larger than {HttpClients.LargestAnswer / (1024 * 1024)} MB, which no answer of the service is"),
        SocketException socket => new TransportFailure(socket.Message.TrimEnd('.'))
        {
            NeverConnected = socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain
                or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown,
        },
        WebException web => new TransportFailure($"the connection failed ({web.Status})")
        {
            NeverConnected = web.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure,
            Lasting = web.Status is WebExceptionStatus.TrustFailure,
        },
        InvalidDataException => new TransportFailure("its answer is damaged and cannot be unpacked"),
        _ => null,
    };

    // "The proxy tunnel request to proxy 'http://user:password@host/' failed with status code '407'."
    private static TransportFailure Tunnel(string text)
    {
        var status = Regex.Match(text, "'([1-5][0-9]{2})'\\D*$", RegexOptions.CultureInvariant) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
        var what = status == 407 ? "the proxy wants a login, or another one (HTTP 407)" :
            status > 0 ? $"the proxy refused the connection (HTTP {status})" :
            "the proxy refused the connection";
        return new TransportFailure(what) { NeverConnected = true, Lasting = status is >= 400 and < 500 and not (408 or 429) };
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace RollingUpdate.Tests;

/// <summary>An HTTP request as it came over the wire.</summary>
internal sealed record WireRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// A stand-in for any HTTP service, down to the bytes: it can close a connection without a word, which a proper server library will not.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<WireRequest, int, string?> _answer;
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private int _count;

    /// <param name="answer">From the request and its number (from 1) to the whole answer; null closes the connection before any byte.</param>
    public LoopbackServer(Func<WireRequest, int, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    public IReadOnlyList<WireRequest> Requests => _requests.ToArray();

    public static string Json(string body, int status = 200, params string[] headers) =>
        Reply(body, status, "application/json", headers);

    public static string Reply(string body, int status, string type, params string[] headers)
    {
        var lines = new StringBuilder($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} X\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        foreach (var header in headers)
            lines.Append(header).Append("\r\n");
        return lines.Append("\r\n").Append(body).ToString();
    }

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
        catch (ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        await using (var stream = client.GetStream())
        {
            try
            {
                // A head is read byte by byte; the system is not asked for each.
                var input = new BufferedStream(stream);
                while (await ReadAsync(input) is { } request)
                {
                    _requests.Enqueue(request);
                    if (_answer(request, System.Threading.Interlocked.Increment(ref _count)) is not { } answer)
                        return;
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }

    private static bool IsWhole(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';

    private static async Task<WireRequest?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!IsWhole(head))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i < lines.Length; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            headers[lines[i][..colon]] = lines[i][(colon + 1)..].Trim();
        }

        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        var words = lines[0].Split(' ');
        return new WireRequest(words[0], words[1], headers, Encoding.UTF8.GetString(body));
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace RollingUpdate.Simulator.Http;

/// <summary>Reads requests from one connection and writes the replies.</summary>
internal sealed class HttpConnection
{
    /// <summary>Bytes of request line and headers that are accepted. The gateway's own limit is not documented; this is generous.</summary>
    private const int HeadLimit = 256 * 1024;
    private const int BodyLimit = 16 * 1024 * 1024;

    // ISO-8859-1 keeps every byte of a header as one character, so a signed value is compared as it was sent.
    private static readonly Encoding Latin1 = Encoding.GetEncoding("ISO-8859-1");
    private static readonly string[] LineEnds = { "\r\n" };
    private readonly Stream _stream;
    private byte[] _buffer = new byte[8192];
    private int _start;
    private int _end;

    public HttpConnection(Stream stream) => _stream = stream;

    /// <summary>The next request; null when the client closed the connection between two requests.</summary>
    /// <exception cref="IOException">The connection broke, or what came is not HTTP.</exception>
    public HttpRequest? Read()
    {
        var head = ReadHead();
        if (head == null)
            return null;
        var lines = head.Split(LineEnds, StringSplitOptions.None);
        var first = lines[0].Split(' ');
        if (first.Length != 3)
            throw new IOException("Not an HTTP request line.");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < lines.Length; i++)
        {
            var colon = lines[i].IndexOf(':');
            if (colon <= 0)
                throw new IOException("Not an HTTP header.");
            var name = lines[i].Substring(0, colon).ToLowerInvariant();
            var value = lines[i].Substring(colon + 1).Trim();
            headers[name] = headers.TryGetValue(name, out var before) ? before + "," + value : value;
        }

        if (headers.TryGetValue("expect", out var expect) && expect.StartsWith("100", StringComparison.Ordinal))
            WriteText("HTTP/1.1 100 Continue\r\n\r\n");
        var body = ReadBody(headers);
        return new HttpRequest(first[0], first[1], headers, body);
    }

    public void Write(HttpReply reply, bool close)
    {
        var head = new StringBuilder(256);
        head.Append("HTTP/1.1 ").Append(reply.Status.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Reason(reply.Status)).Append("\r\n");
        head.Append("Content-Type: ").Append(reply.ContentType).Append("\r\n");
        head.Append("Content-Length: ").Append(reply.Body.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        foreach (var header in reply.Headers)
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        head.Append(close ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n");
        // One write, so that head and body travel in one packet and a client waits once.
        var bytes = new byte[head.Length + reply.Body.Length];
        Latin1.GetBytes(head.ToString(), 0, head.Length, bytes, 0);
        Buffer.BlockCopy(reply.Body, 0, bytes, head.Length, reply.Body.Length);
        _stream.Write(bytes, 0, bytes.Length);
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    };

    private byte[] ReadBody(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("transfer-encoding", out var coding) && coding.IndexOf("chunked", StringComparison.OrdinalIgnoreCase) >= 0)
            return ReadChunks();
        if (!headers.TryGetValue("content-length", out var text))
            return Array.Empty<byte>();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > BodyLimit)
            throw new IOException("Not a usable Content-Length.");
        return ReadBytes(length);
    }

    private byte[] ReadChunks()
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = ReadLine();
            var size = line.Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || body.Length + length > BodyLimit)
                throw new IOException("Not a usable chunk size.");
            if (length == 0)
                break;
            var chunk = ReadBytes(length);
            body.Write(chunk, 0, chunk.Length);
            ReadLine();
        }

        while (ReadLine().Length > 0)
        {
            // Trailers carry nothing that is used here.
        }

        return body.ToArray();
    }

    private string? ReadHead()
    {
        var searched = _start;
        while (true)
        {
            for (var i = searched; i + 3 < _end; i++)
            {
                if (_buffer[i] != '\r' || _buffer[i + 1] != '\n' || _buffer[i + 2] != '\r' || _buffer[i + 3] != '\n')
                    continue;
                var head = Latin1.GetString(_buffer, _start, i - _start);
                _start = i + 4;
                return head;
            }

            var kept = Math.Max(0, _end - _start - 3);
            if (_end - _start > HeadLimit)
                throw new IOException("The request head is too long.");
            if (!Fill())
                return _end == _start ? null : throw new IOException("The connection ended inside a request.");
            searched = _start + kept;
        }
    }

    private string ReadLine()
    {
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            if (end >= 0)
            {
                var line = Latin1.GetString(_buffer, _start, end - _start).TrimEnd('\r');
                _start = end + 1;
                return line;
            }

            if (!Fill())
                throw new IOException("The connection ended inside a request.");
        }
    }

    private byte[] ReadBytes(int count)
    {
        while (_end - _start < count)
        {
            if (!Fill())
                throw new IOException("The connection ended inside a request.");
        }

        var bytes = new byte[count];
        Buffer.BlockCopy(_buffer, _start, bytes, 0, count);
        _start += count;
        return bytes;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void WriteText(string text)
    {
        var bytes = Latin1.GetBytes(text);
        _stream.Write(bytes, 0, bytes.Length);
    }
}

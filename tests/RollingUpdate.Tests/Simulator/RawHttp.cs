using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;

namespace RollingUpdate.Tests.Simulator;

/// <summary>Sends bytes to the simulator and reads the answer, as no HTTP library would send them.</summary>
internal static class RawHttp
{
    /// <summary>Status and body of the answer; status 0 when the connection was closed without one.</summary>
    public static (int Status, string Body) Send(Uri endpoint, string method, string target, IEnumerable<string> headers, byte[] body)
    {
        using var client = new TcpClient(endpoint.Host, endpoint.Port);
        var stream = client.GetStream();
        var head = new StringBuilder().Append(method).Append(' ').Append(target).Append(" HTTP/1.1\r\n");
        foreach (var header in headers)
            head.Append(header).Append("\r\n");
        head.Append("\r\n");
        stream.Write(Encoding.Latin1.GetBytes(head.ToString()));
        stream.Write(body);
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new System.IO.StreamReader(stream, Encoding.UTF8);
        var answer = reader.ReadToEnd();
        if (answer.Length == 0)
            return (0, "");
        return (int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }
}

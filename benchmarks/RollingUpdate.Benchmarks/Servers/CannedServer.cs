using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace RollingUpdate.Benchmarks.Servers;

/// <summary>
/// Answers ListExecutions from bytes made beforehand, so that its own work is small beside the client's: one execution without MaxResults
/// in the request, else a page of 100, and as many pages as there are.
/// </summary>
internal static class CannedServer
{
    /// <summary>100,000 executions.</summary>
    public const int Pages = 1000;

    private static readonly byte[] One = Reply("{\"MaxResults\":50,\"TotalCount\":1,\"RequestId\":\"0A1B2C3D-0000-0000-0000-000000000001\",\"Executions\":[" + SampleExecutions.Text(1) + "]}");
    private static readonly string Hundred = SampleExecutions.Text(100);

    /// <summary>Serves until the standard input is closed.</summary>
    public static void Run()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        new Thread(() => Accept(listener)) { IsBackground = true }.Start();
        Console.In.ReadToEnd();
    }

    private static void Accept(TcpListener listener)
    {
        while (true)
        {
            var socket = listener.AcceptSocket();
            new Thread(() => Serve(socket)) { IsBackground = true }.Start();
        }
    }

    private static void Serve(Socket socket)
    {
        socket.NoDelay = true;
        var buffer = new byte[16 * 1024];
        var filled = 0;
        while (true)
        {
            var read = socket.Receive(buffer, filled, buffer.Length - filled, SocketFlags.None);
            if (read == 0)
                return;
            filled += read;
            var head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (head < 0)
                continue;
            var request = Encoding.ASCII.GetString(buffer, 0, head);
            var length = Number(request, "\r\nContent-Length: ");
            if (filled < head + 4 + length)
                continue;
            socket.Send(request.Contains("MaxResults=", StringComparison.Ordinal) ? Page(Number(request, "NextToken=")) : One);
            filled = 0;
        }
    }

    private static byte[] Page(int number)
    {
        var token = number + 1 < Pages ? "\"NextToken\":\"" + (number + 1).ToString(CultureInfo.InvariantCulture) + "\"," : "";
        return Reply($"{{\"MaxResults\":100,{token}\"TotalCount\":{Pages * 100},\"Executions\":[{Hundred}]}}");
    }

    private static int Number(string text, string after)
    {
        var at = text.IndexOf(after, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return 0;
        var number = 0;
        for (var i = at + after.Length; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            number = (number * 10) + text[i] - '0';
        return number;
    }

    private static byte[] Reply(string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: keep-alive\r\n\r\n{body}");
}

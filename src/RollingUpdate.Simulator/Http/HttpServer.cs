using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace RollingUpdate.Simulator.Http;

/// <summary>
/// A small HTTP/1.1 server on loopback. <see cref="HttpListener"/> was the first choice; it answers 404 to a request whose Host is not its
/// own, so a client that keeps the public host name and uses the simulator as a proxy could not be served.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly TcpListener? _second;
    private readonly Func<HttpRequest, HttpReply> _handler;
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private volatile bool _stopped;

    /// <summary>Listens at once.</summary>
    /// <param name="port">The port; 0 lets the system choose one.</param>
    /// <param name="handler">Answers a request; called for many connections at the same time.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public HttpServer(int port, Func<HttpRequest, HttpReply> handler)
    {
        _handler = handler;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _second = ListenOnIPv6(Port);
        Accept(_listener);
        if (_second != null)
            Accept(_second);
    }

    public int Port { get; }

    public void Dispose()
    {
        _stopped = true;
        _listener.Stop();
        _second?.Stop();
        foreach (var client in _clients.Keys)
            client.Dispose();
    }

    // "localhost" is tried as ::1 first; on Windows a refusal there costs a client two seconds before it tries 127.0.0.1.
    private static TcpListener? ListenOnIPv6(int port)
    {
        var listener = new TcpListener(IPAddress.IPv6Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    // Threads of its own, not the pool's: a test or script that blocks every pool thread in a call could otherwise never be answered.
    private static void Run(string name, Action work) => new Thread(() => work()) { IsBackground = true, Name = name }.Start();

    private void Accept(TcpListener listener) => Run("Simulator listener", () =>
    {
        while (!_stopped)
        {
            try
            {
                var client = listener.AcceptTcpClient();
                Run("Simulator connection", () => Serve(client));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped, or a client that went away while it was being accepted, or no handle is free: a pause keeps that from spinning.
                Thread.Sleep(10);
            }
        }
    });

    private void Serve(TcpClient client)
    {
        _clients[client] = true;
        try
        {
            client.NoDelay = true;
            var connection = new HttpConnection(client.GetStream());
            while (!_stopped)
            {
                var request = connection.Read();
                if (request == null)
                    return;
                var reply = _handler(request);
                if (reply == HttpReply.None)
                    return;
                var close = string.Equals(request.Header("connection"), "close", StringComparison.OrdinalIgnoreCase);
                connection.Write(reply, close);
                if (close)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The client hung up, or sent what is not HTTP: nobody is left to be told.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }
}

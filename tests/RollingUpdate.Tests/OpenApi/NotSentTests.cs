using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

/// <summary>What ends before the request is on its way is told as not sent, with its cause, and not tried again where that cannot help.</summary>
public class NotSentTests
{
    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_at_once()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var served = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
        using var server = new TlsServer(async stream =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(served);
            await tls.ReadExactlyAsync(new byte[1]);
        });
        var (error, connection) = await CallAsync(server.Address);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Empty(connection.Clock.Delays);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_told_at_once()
    {
        using var server = new TlsServer(async stream => await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n")));
        var (error, connection) = await CallAsync(server.Address);
        Assert.Contains("TLS", error.Message, StringComparison.Ordinal);
        Assert.Empty(connection.Clock.Delays);
    }

    [Fact]
    public async Task A_handshake_that_is_cut_off_is_tried_again()
    {
        using var server = new TlsServer(_ => Task.CompletedTask);
        var (_, connection) = await CallAsync(server.Address);
        Assert.Equal(RetryPolicy.Default.MaxAttempts - 1, connection.Clock.Delays.Count);
    }

    private static async Task<(NoAnswerException Error, TestConnection Connection)> CallAsync(Uri address)
    {
        var connection = new TestConnection(address);
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => RetryTests.CallAsync(connection, repeatable: false));
        Assert.Contains("The request was not sent.", error.Message, StringComparison.Ordinal);
        return (error, connection);
    }

    private sealed class TlsServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public TlsServer(Func<NetworkStream, Task> serve)
        {
            _listener.Start();
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    try
                    {
                        await using var stream = client.GetStream();
                        await serve(stream);
                        client.Client.Shutdown(SocketShutdown.Send);
                        await stream.CopyToAsync(Stream.Null);
                    }
                    catch (Exception error) when (error is IOException or SocketException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
                    {
                        // The client has gone.
                    }
                }
            });
        }

        public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public void Dispose() => _listener.Dispose();
    }
}

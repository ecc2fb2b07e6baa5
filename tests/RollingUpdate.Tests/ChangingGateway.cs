using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace RollingUpdate.Tests;

/// <summary>What the simulator answered to one action.</summary>
internal sealed record GatewayAnswer(string Action, int Count, int Status, string Body);

/// <summary>Stands between the module and the simulator, as a proxy does, and may change or lose every answer after the work is done.</summary>
internal sealed class ChangingGateway : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly Dictionary<string, int> _counts = new();

    /// <param name="target">The simulator's address.</param>
    /// <param name="change">From what the simulator answered to the whole answer; null closes the connection.</param>
    /// <param name="before">Runs with the action's name before a request reaches the simulator, and may hold it up.</param>
    public ChangingGateway(Uri target, Func<GatewayAnswer, string?> change, Action<string>? before = null)
    {
        _server = new LoopbackServer((request, _) =>
        {
            before?.Invoke(request.Headers["x-acs-action"]);
            using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(target, request.Target));
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            foreach (var (name, value) in request.Headers.Where(header => !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
                message.Headers.TryAddWithoutValidation(name, value);
            if (request.Headers.TryGetValue("Content-Type", out var type))
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = _client.Send(message);
            using var reader = new System.IO.StreamReader(response.Content.ReadAsStream());
            var action = request.Headers["x-acs-action"];
            int count;
            lock (_counts)
                _counts[action] = count = _counts.GetValueOrDefault(action) + 1;
            return change(new GatewayAnswer(action, count, (int)response.StatusCode, reader.ReadToEnd()));
        });
    }

    public Uri Address => _server.Address;

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    /// <summary>Signs a shell in through this.</summary>
    public void Connect(Shell shell) => shell.Provider.Connect(new RollingUpdate.Sessions.ConnectRequest
    {
        AccessKeyId = shell.Simulator.AccessKeyId,
        AccessKeySecret = shell.Simulator.AccessKeySecret,
        RegionId = shell.Simulator.RegionId,
        Endpoint = Address,
    });
}

using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Benchmarks;

/// <summary>
/// One warm call through the client (sign, send, read into an OosExecution) against a bare HttpClient that posts as many bytes and reads the
/// bytes of the answer: first in one piece, as a body; then as the headers they are, signed beforehand, which tells what HTTP itself asks
/// for them.
/// </summary>
internal static class WarmCall
{
    public const string ExecutionId = "exec-40e2e17ef7e04f1a9c3b";

    // What the client sends beside the query: the signed headers and the signature.
    private const int HeaderBytes = 620;

    public static async Task RunAsync(int rounds)
    {
        using var server = new ChildProcess("serve");
        var endpoint = new Uri(server.ReadLine());
        var oos = new OosClient(Clients.For(endpoint));
        using var http = new HttpClient();
        var address = new Uri(endpoint, $"/?ExecutionId={ExecutionId}&RegionId=cn-hangzhou");
        var body = new byte[HeaderBytes];

        async Task OursAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
                _ = await oos.FindExecutionAsync(ExecutionId, default).ConfigureAwait(false);
        }

        async Task BareAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                using var content = new ByteArrayContent(body);
                using var response = await http.PostAsync(address, content).ConfigureAwait(false);
                _ = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            }
        }

        var call = new ApiCall(OosClient.Product, "ListExecutions", Repeatable.Always);
        call.Parameters.Add("RegionId", "cn-hangzhou").Add("ExecutionId", ExecutionId);
        using var signed = RequestBuilder.Build(call, PercentEncoding.Canonical(call.Parameters.Pairs), endpoint, Clients.Credential, DateTimeOffset.UtcNow, Guid.NewGuid().ToString("N"));
        var headers = signed.Headers.Select(header => (header.Key, Value: string.Join(' ', header.Value))).ToArray();

        async Task SignedBeforehandAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent([]) };
                foreach (var (name, value) in headers)
                    request.Headers.TryAddWithoutValidation(name, value);
                using var response = await http.SendAsync(request).ConfigureAwait(false);
                _ = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            }
        }

        (await Comparison.RunAsync(rounds, 200, OursAsync, BareAsync).ConfigureAwait(false)).Report("Warm call through the client", "bare HttpClient", 1.3, 1.3, 3);
        (await Comparison.RunAsync(rounds, 200, OursAsync, SignedBeforehandAsync).ConfigureAwait(false))
            .Report("Warm call through the client", "bare HttpClient, the same headers", null, null, null);
    }
}

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;

namespace RollingUpdate.Benchmarks.Probes;

/// <summary>A bare program: posts a request that was signed beforehand, reads the bytes of the answer, and prints milliseconds and milliseconds of the processor.</summary>
internal static class BareProbe
{
    public static async Task RunAsync(string requestFile, int calls)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var lines = await File.ReadAllLinesAsync(requestFile).ConfigureAwait(false);
        using var http = new HttpClient();
        for (var call = 0; call < calls; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, lines[0]) { Content = new ByteArrayContent([]) };
            for (var i = 1; i < lines.Length; i++)
            {
                var tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
                request.Headers.TryAddWithoutValidation(lines[i][..tab], lines[i][(tab + 1)..]);
            }

            using var response = await http.SendAsync(request).ConfigureAwait(false);
            _ = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:0.0} {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds:0.0}"));
    }
}

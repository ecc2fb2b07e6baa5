using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Simulator;

namespace RollingUpdate.Benchmarks;

/// <summary>
/// The first Start-EssRollingUpdate in a fresh engine, import included, against a bare program whose HttpClient posts the one request that
/// starts an execution. The cmdlet makes more calls than that one: it reads the group and checks before it starts, and looks again after.
/// So a second comparison has the bare program make as many calls as the cmdlet.
/// </summary>
internal static class FirstStart
{
    private const string GroupId = "asg-bp18p2yfxow2dloq";
    private const double Most = 3;

    public static Task RunAsync(int rounds)
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, CheckFreshness = false });
        var home = Directory.CreateTempSubdirectory("rollingupdate-");
        try
        {
            WriteProfile(home.FullName, simulator);
            var (ours, one, many) = (new List<double[]>(), new List<double[]>(), new List<double[]>());
            for (var round = 0; round < rounds; round++)
            {
                // A group of its own for each: a group takes one update at a time.
                var group = simulator.AddScalingGroup($"group{round}").ScalingGroupId;
                simulator.ClearCalls();
                ours.Add(Probe("probe-start", home.FullName, Engine.ManifestPath, group));
                var calls = simulator.Calls.Count;
                one.Add(Probe("probe-bare", home.FullName, RequestFile(home.FullName, simulator), "1"));
                many.Add(Probe("probe-bare", home.FullName, RequestFile(home.FullName, simulator), calls.ToString(CultureInfo.InvariantCulture)));
                if (round == rounds - 1)
                    Figures.Row("First Start-EssRollingUpdate: calls it makes", calls.ToString(CultureInfo.InvariantCulture), "", "", "", true);
            }

            Report("time", 0, one, "the one request", Most);
            Report("time", 0, many, "as many requests", null);
            Report("processor", 1, one, "the one request", null);
            var importing = Median.Of(ours.Select(sample => sample[2]));
            Figures.Row("First Start-EssRollingUpdate: of it Import-Module", $"{importing:0} ms", "", "", "", true);
            var (compiling, methods) = (Median.Of(ours.Select(sample => sample[3])), Median.Of(ours.Select(sample => sample[4])));
            Figures.Row("First Start-EssRollingUpdate: of it compiling after the import", $"{compiling:0} ms for {methods:0} methods", "", "", "", true);

            void Report(string what, int column, List<double[]> against, string name, double? most) => Figures.Ratio(
                $"First Start-EssRollingUpdate, import included: {what}", $"{Median.Of(ours.Select(sample => sample[column])):0} ms",
                $"{Median.Of(against.Select(sample => sample[column])):0} ms bare program, {name}",
                Median.Of(ours.Zip(against, (mine, other) => mine[column] / other[column])), most);
        }
        finally
        {
            home.Delete(recursive: true);
        }

        return Task.CompletedTask;
    }

    private static double[] Probe(string command, string home, params string[] arguments)
    {
        using var probe = new ChildProcess(command, arguments, home);
        return probe.ReadLine().Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
    }

    private static void WriteProfile(string home, AliyunSimulator simulator)
    {
        Directory.CreateDirectory(Path.Combine(home, ".aliyun"));
        File.WriteAllText(Path.Combine(home, ".aliyun", "config.json"), $$"""
            {"current":"default","profiles":[{"name":"default","mode":"AK","access_key_id":"{{simulator.AccessKeyId}}",
            "access_key_secret":"{{Secret(simulator)}}","region_id":"{{simulator.RegionId}}","endpoint":"{{simulator.Endpoint}}"}]}
            """);
    }

    // Signed beforehand: the bare program only posts it.
    private static string RequestFile(string home, AliyunSimulator simulator)
    {
        var call = new ApiCall(OosClient.Product, "StartExecution", Repeatable.Always);
        call.Parameters
            .Add("RegionId", simulator.RegionId)
            .Add("TemplateName", "ACS-ESS-RollingUpdateByRunCommandInScalingGroup")
            .Add("Parameters", $$"""{"invokeType":"invoke","scalingGroupId":"{{GroupId}}","invokeScript":"echo 1","batchNumber":2}""")
            .Add("ClientToken", Guid.NewGuid().ToString("N"));
        var query = PercentEncoding.Canonical(call.Parameters.Pairs);
        using var request = RequestBuilder.Build(
            call, query, simulator.Endpoint, new AccessCredential(simulator.AccessKeyId, Secret(simulator)), DateTimeOffset.UtcNow, Guid.NewGuid().ToString("N"));
        var path = Path.Combine(home, "request.txt");
        File.WriteAllLines(path, request.Headers.Select(header => header.Key + "\t" + string.Join(' ', header.Value)).Prepend(request.RequestUri!.AbsoluteUri));
        return path;
    }

    private static string Secret(AliyunSimulator simulator) => new System.Net.NetworkCredential("", simulator.AccessKeySecret).Password;
}

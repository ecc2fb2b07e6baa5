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
/// So a second comparison has the bare program make as many calls as the cmdlet; and where a pwsh is installed, a third one is made in it.
/// </summary>
internal static class FirstStart
{
    private const string GroupId = "asg-bp18p2yfxow2dloq";
    private const double Most = 3;
    private static readonly string Script = Path.Combine(Engine.RepositoryRoot, "benchmarks", "RollingUpdate.Benchmarks", "Probes", "first-start.ps1");

    public static Task RunAsync(int rounds)
    {
        var home = Directory.CreateTempSubdirectory("rollingupdate-");
        try
        {
            var (ours, installed, one, many) = (new List<double[]>(), new List<double[]>(), new List<double[]>(), new List<double[]>());
            for (var round = 0; round < rounds; round++)
            {
                // A cloud of its own for each round, so that none finds more executions to read than the one before; and a group of its own
                // for each start, as a group takes one update at a time.
                using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, CheckFreshness = false });
                WriteProfile(home.FullName, simulator);
                ours.Add(Probe("probe-start", home.FullName, Engine.ManifestPath, simulator.AddScalingGroup("first").ScalingGroupId));
                var calls = simulator.Calls.Count;
                using (var pwsh = ChildProcess.InPowerShell(Script, [Engine.ManifestPath, simulator.AddScalingGroup("second").ScalingGroupId], home.FullName))
                {
                    if (pwsh is not null)
                        installed.Add(Numbers(pwsh));
                }

                one.Add(Probe("probe-bare", home.FullName, RequestFile(home.FullName, simulator), "1"));
                many.Add(Probe("probe-bare", home.FullName, RequestFile(home.FullName, simulator), calls.ToString(CultureInfo.InvariantCulture)));
                if (round == rounds - 1)
                    Figures.Row("First Start-EssRollingUpdate: calls it makes", calls.ToString(CultureInfo.InvariantCulture), "", "", "", true);
            }

            Report("First Start-EssRollingUpdate", ours);
            if (installed.Count > 0)
                Report("First Start-EssRollingUpdate in the installed pwsh", installed);

            void Report(string name, List<double[]> samples)
            {
                Compare($"{name}, import included: time", 0, samples, one, "the one request", Most);
                Compare($"{name}, import included: time", 0, samples, many, "as many requests", null);
                Compare($"{name}, import included: processor", 1, samples, one, "the one request", null);
                Figures.Row($"{name}: of it Import-Module", $"{Median.Of(samples.Select(sample => sample[2])):0} ms", "", "", "", true);
                var (compiling, methods) = (Median.Of(samples.Select(sample => sample[3])), Median.Of(samples.Select(sample => sample[4])));
                Figures.Row($"{name}: of it compiling after the import", $"{compiling:0} ms for {methods:0} methods", "", "", "", true);
            }
        }
        finally
        {
            home.Delete(recursive: true);
        }

        return Task.CompletedTask;
    }

    private static void Compare(string name, int column, List<double[]> ours, List<double[]> against, string what, double? most) => Figures.Ratio(
        name, $"{Median.Of(ours.Select(sample => sample[column])):0} ms", $"{Median.Of(against.Select(sample => sample[column])):0} ms bare program, {what}",
        Median.Of(ours.Zip(against, (mine, other) => mine[column] / other[column])), most);

    private static double[] Probe(string command, string home, params string[] arguments)
    {
        using var probe = new ChildProcess(command, arguments, home);
        return Numbers(probe);
    }

    private static double[] Numbers(ChildProcess probe) =>
        probe.ReadLine().Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();

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

using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Simulator;

namespace RollingUpdate.Benchmarks.Servers;

/// <summary>Executions as the simulator's ListExecutions gives them: image updates of a group with all their parameters, that ended well.</summary>
internal static class SampleExecutions
{
    /// <summary>So many of them, with commas between.</summary>
    public static string Text(int count)
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true });
        simulator.AddExecutionHistory("asg-bp18p2yfxow2dloq", count);
        var call = new ApiCall(Oos.OosClient.Product, "ListExecutions", Repeatable.Always);
        call.Parameters.Add("RegionId", simulator.RegionId).Add("MaxResults", 100);
        var page = Clients.ForSimulator(simulator).CallAsync(call, ReadAll, default).GetAwaiter().GetResult();
        return string.Join(',', page["Executions"]!.Select(execution => execution.ToString(Formatting.None)));
    }

    private static JObject ReadAll(JsonReader json) => JObject.Load(json);
}

using System;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Oos;

namespace RollingUpdate.Benchmarks;

/// <summary>
/// <c>Get-OosExecution exec-…</c> in the engine against the same call through the client; and once more against that call with an empty
/// cmdlet before each, which is what the engine takes for any command: in turns, since each drives the other's code out of the caches.
/// </summary>
internal static class WarmCmdlet
{
    public static async Task RunAsync(int rounds)
    {
        using var server = new ChildProcess("serve");
        var endpoint = new Uri(server.ReadLine());
        var oos = new OosClient(Clients.For(endpoint));
        using var engine = new Engine(endpoint);
        engine.Run("param($Manifest) Import-Module $Manifest", ImportTime.EmptyManifest);

        Task OursAsync(int calls)
        {
            engine.Run("param($Calls, $Id) for ($i = 0; $i -lt $Calls; $i++) { $null = Get-OosExecution $Id }", calls, WarmCall.ExecutionId);
            return Task.CompletedTask;
        }

        async Task ClientAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
                _ = await oos.FindExecutionAsync(WarmCall.ExecutionId, default).ConfigureAwait(false);
        }

        Task ClientAndEmptyAsync(int calls)
        {
            Action call = () => oos.FindExecutionAsync(WarmCall.ExecutionId, default).GetAwaiter().GetResult();
            engine.Run("param($Calls, $Call) for ($i = 0; $i -lt $Calls; $i++) { $null = Get-Nothing; $Call.Invoke() }", calls, call);
            return Task.CompletedTask;
        }

        const string Name = "Warm Get-OosExecution in the engine";
        (await Comparison.RunAsync(rounds, 200, OursAsync, ClientAsync).ConfigureAwait(false)).Report(Name, "the client's call", 1.5, 1.5, null);
        (await Comparison.RunAsync(rounds, 200, OursAsync, ClientAndEmptyAsync).ConfigureAwait(false)).Report(Name, "the client's call and an empty cmdlet", null, null, null);
    }
}

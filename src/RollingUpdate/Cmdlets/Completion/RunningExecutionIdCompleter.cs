using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes ids of executions that have not ended: those that wait for somebody first.</summary>
public sealed class RunningExecutionIdCompleter : ExecutionIdCompleter
{
    private static readonly string[] NotEnded = { OosStatus.Waiting, OosStatus.Running, OosStatus.Started };

    private protected override async Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation)
    {
        foreach (var status in NotEnded)
            await ReadAsync(api, new ExecutionFilter { Depth = "RootDepth", Status = status }, _ => true, found, cancellation).ConfigureAwait(false);
    }
}

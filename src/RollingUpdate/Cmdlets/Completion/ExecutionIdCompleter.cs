using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes ids of the newest executions.</summary>
public class ExecutionIdCompleter : CloudCompleter
{
    // What is meant at a Tab key is one of the last ones.
    private protected const int Newest = 50;

    private protected override Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation) =>
        ReadAsync(api, new ExecutionFilter { Depth = "RootDepth" }, _ => true, found, cancellation);

    /// <summary>Reads the newest executions that a filter and a condition let through.</summary>
    private protected static async Task ReadAsync(IOpenApi api, ExecutionFilter filter, Func<OosExecution, bool> fits, Action<Candidate> found, CancellationToken cancellation)
    {
        var page = await new OosClient(api).ListExecutionsAsync(filter, Newest, null, cancellation).ConfigureAwait(false);
        foreach (var execution in page.Items)
            if (fits(execution))
                found(ExecutionCandidate.Of(execution));
    }
}

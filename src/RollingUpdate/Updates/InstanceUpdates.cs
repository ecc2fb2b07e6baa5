using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates;

/// <summary>Reads what an update did to each instance: its child executions, with the batches from its tasks.</summary>
internal sealed class InstanceUpdates
{
    // The output of the loop's action, by the name each action gives it.
    private static readonly string[] OutputNames = { "invocationOutput", "commandOutput", "runCommandOutput", "newSystemDiskId" };
    private readonly OosClient _oos;

    public InstanceUpdates(IOpenApi api) => _oos = new OosClient(api);

    public async Task<List<EssInstanceUpdate>> ReadAsync(EssRollingUpdate update, CancellationToken cancellation)
    {
        var tasks = await _oos.ListTaskExecutions(update.ExecutionId, includeLoopItems: true).AllAsync(cancellation).ConfigureAwait(false);
        // A retried instance has several task runs with one child; the batch is the same in all.
        var batches = new Dictionary<string, int>();
        // A skipped instance counts as done for the service, and still is where its failure left it.
        var skipped = new HashSet<string>();
        var runs = new Dictionary<string, int>();
        foreach (var task in tasks)
        {
            if (task.ChildExecutionId is null)
                continue;
            if (task.LoopBatchNumber is { } batch)
                batches[task.ChildExecutionId] = batch;
            runs[task.ChildExecutionId] = runs.TryGetValue(task.ChildExecutionId, out var earlier) ? earlier + 1 : 1;
            if (task.Status == OosStatus.Skipped)
                skipped.Add(task.ChildExecutionId);
        }

        var children = await _oos.ListExecutions(new ExecutionFilter { ParentExecutionId = update.ExecutionId, SortOrder = "Ascending" })
            .AllAsync(cancellation).ConfigureAwait(false);
        return children.Select(child =>
        {
            var instance = ToInstance(update, child, batches.TryGetValue(child.ExecutionId, out var batch) ? batch : null);
            if (skipped.Contains(child.ExecutionId))
                instance.Status = OosStatus.Skipped;
            instance.WasRetried = runs.TryGetValue(child.ExecutionId, out var count) && count > 1;
            return instance;
        }).ToList();
    }

    private static EssInstanceUpdate ToInstance(EssRollingUpdate update, OosExecution child, int? batch)
    {
        var parameters = new TemplateParameters(child);
        return new EssInstanceUpdate
        {
            InstanceId = parameters.Text("instanceId") ?? "",
            ScalingGroupId = update.ScalingGroupId,
            ParentExecutionId = update.ExecutionId,
            ExecutionId = child.ExecutionId,
            Batch = batch,
            Status = child.Status,
            LifecycleState = parameters.Text("lifecycleState"),
            StartDate = child.StartDate,
            EndDate = child.EndDate,
            Output = OutputOf(child),
            Error = child.Status == OosStatus.Failed ? child.StatusMessage : null,
            RegionId = child.RegionId,
            ProfileName = child.ProfileName,
        };
    }

    private static string? OutputOf(OosExecution child)
    {
        foreach (var name in OutputNames)
            if (child.Outputs.TryGetValue(name, out var value) && value is not null)
                return Convert.ToString(value, CultureInfo.InvariantCulture);
        return null;
    }
}

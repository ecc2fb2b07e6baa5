using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Records;

/// <summary>
/// The last updates and rollbacks of a group, newest first. Those that this module started carry the group's tag and are found at once,
/// however much else goes on; those started elsewhere are looked for in the list of the whole region.
/// </summary>
internal sealed class GroupHistory
{
    private const int MostStartedElsewhere = 10;
    private const int MostPages = 5;
    private const int MostPagesForLeftovers = 20;

    /// <summary>No update at all.</summary>
    public static readonly GroupHistory Empty = new();

    private readonly Dictionary<string, OosExecution> _found = new();
    private PageReader<OosExecution>? _region;
    private bool _readsRegion;

    /// <summary>The updates that were found.</summary>
    public IReadOnlyList<PastUpdate> Updates { get; private set; } = new List<PastUpdate>();

    /// <summary>Whether there was no more to read. Otherwise an older update may exist.</summary>
    public bool IsComplete { get; private set; } = true;

    public static async Task<GroupHistory> ReadAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        var oos = new OosClient(api);
        var history = new GroupHistory
        {
            _region = oos.ListExecutions(new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Depth = "RootDepth" }),
            _readsRegion = true,
        };
        var tagged = oos.ListExecutions(new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Depth = "RootDepth", Tags = UpdateRecord.GroupTag(scalingGroupId) });
        var reading = tagged.NextAsync(cancellation);
        await history.ReadRegionAsync(scalingGroupId, MostPages, MostStartedElsewhere, cancellation).ConfigureAwait(false);
        history.Take(await reading.ConfigureAwait(false) ?? System.Array.Empty<OosExecution>(), scalingGroupId);
        await history.ReadSourcesAsync(oos, cancellation).ConfigureAwait(false);
        return history;
    }

    /// <summary>Reads on, within a limit, for the update that left what the group shows.</summary>
    public async Task ReadOnAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        if (IsComplete)
            return;
        await ReadRegionAsync(scalingGroupId, MostPagesForLeftovers - MostPages, int.MaxValue, cancellation).ConfigureAwait(false);
        await ReadSourcesAsync(new OosClient(api), cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether some update tells for sure who suspended a process that is suspended now.</summary>
    public bool Explains(string process) => Updates.Any(update => update.Suspended && update.Suspends.Contains(process) && (update.SuspendedBefore is not null || update.Resumed));

    private async Task ReadRegionAsync(string scalingGroupId, int mostPages, int mostFound, CancellationToken cancellation)
    {
        for (var page = 0; _readsRegion && page < mostPages && _found.Count < mostFound; page++)
        {
            if (await _region!.NextAsync(cancellation).ConfigureAwait(false) is { } executions)
                Take(executions, scalingGroupId);
            else
                _readsRegion = false;
        }

        // What the tag finds is complete without the list of the region.
        IsComplete = !_readsRegion;
    }

    private void Take(IEnumerable<OosExecution> executions, string scalingGroupId)
    {
        foreach (var execution in executions)
            if (UpdateTemplate.KindOf(execution) is not null && new TemplateParameters(execution).ScalingGroupId == scalingGroupId)
                _found[execution.ExecutionId] = execution;
    }

    private async Task ReadSourcesAsync(OosClient oos, CancellationToken cancellation)
    {
        var updates = new List<PastUpdate>();
        foreach (var execution in _found.Values.OrderByDescending(execution => execution.StartDate).ToList())
        {
            var id = new TemplateParameters(execution) is { IsRollback: true } parameters ? parameters.Text("sourceExecutionId") : null;
            OosExecution? source = null;
            if (id is not null && !_found.TryGetValue(id, out source))
                source = await oos.FindExecutionAsync(id, cancellation).ConfigureAwait(false);
            updates.Add(new PastUpdate(execution, source));
        }

        Updates = updates;
    }

    /// <summary>Of the processes that are suspended now, those that an update suspended and nobody resumed, with that update.</summary>
    /// <remarks>
    /// An update suspends its processes with one call and a repair resumes them with one. Where some of them run again, somebody has seen to
    /// what the update left, and what is suspended now was suspended on purpose since.
    /// </remarks>
    public IReadOnlyDictionary<string, PastUpdate> LeftSuspended(IReadOnlyCollection<string> suspendedNow)
    {
        var left = new Dictionary<string, PastUpdate>();
        foreach (var process in suspendedNow)
            if (WhoLeft(process) is { } update && update.Leaves.All(suspendedNow.Contains))
                left[process] = update;
        return left;
    }

    private PastUpdate? WhoLeft(string process)
    {
        PastUpdate? suspect = null;
        foreach (var update in Updates)
        {
            if (!update.Suspended || !update.Suspends.Contains(process))
                continue;
            var meantToResume = update.Resumes.Contains(process);
            if (update.SuspendedBefore is { } before)
            {
                // The record tells: whoever had suspended it before it wants it so.
                if (before.Contains(process))
                    return null;
                return update.Resumed ? suspect : suspect ?? update;
            }

            // A success that resumed it shows that what is suspended now came later.
            if (update.Resumed && meantToResume)
                return suspect;
            if (!update.Resumed && meantToResume)
                suspect ??= update;
        }

        return suspect;
    }
}

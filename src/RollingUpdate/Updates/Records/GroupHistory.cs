using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Records;

/// <summary>The last updates and rollbacks of a group, newest first.</summary>
internal sealed class GroupHistory
{
    private const int MostUpdates = 10;

    // A region's list cannot be asked for one group; what lies deeper than this is old enough to have been seen to.
    private const int MostPages = 5;

    /// <summary>No update at all.</summary>
    public static readonly GroupHistory Empty = new(new List<PastUpdate>());

    private GroupHistory(IReadOnlyList<PastUpdate> updates) => Updates = updates;

    public IReadOnlyList<PastUpdate> Updates { get; }

    public static async Task<GroupHistory> ReadAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        var oos = new OosClient(api);
        var found = new List<OosExecution>();
        var pages = oos.ListExecutions(new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Depth = "RootDepth" });
        for (var page = 0; page < MostPages && found.Count < MostUpdates && await pages.NextAsync(cancellation).ConfigureAwait(false) is { } executions; page++)
            found.AddRange(executions.Where(execution => UpdateTemplate.KindOf(execution) is not null && new TemplateParameters(execution).ScalingGroupId == scalingGroupId));
        var updates = new List<PastUpdate>();
        foreach (var execution in found.Take(MostUpdates))
        {
            var source = new TemplateParameters(execution) is { IsRollback: true } parameters && parameters.Text("sourceExecutionId") is { } id
                ? found.Find(other => other.ExecutionId == id) ?? await oos.FindExecutionAsync(id, cancellation).ConfigureAwait(false)
                : null;
            updates.Add(new PastUpdate(execution, source));
        }

        return new GroupHistory(updates);
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

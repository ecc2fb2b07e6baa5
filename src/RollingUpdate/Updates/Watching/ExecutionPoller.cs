using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Watching;

/// <summary>
/// Reads the present state of many executions in few calls. One or two are asked for by id. More are found in the lists of executions
/// that run, wait or just started; those that are in none have ended, and are found among those that ended last. So the calls of a round
/// grow with the pages of these lists, not with the executions.
/// </summary>
internal sealed class ExecutionPoller
{
    private const int FewEnoughToAskEach = 2;
    private static readonly string[] Active = { OosStatus.Running, OosStatus.Waiting, OosStatus.Started };
    private static readonly string[] Ended = { OosStatus.Success, OosStatus.Failed, OosStatus.Cancelled };
    private readonly OosClient _oos;
    private DateTimeOffset? _earliestStart;

    public ExecutionPoller(IOpenApi api) => _oos = new OosClient(api);

    /// <returns>Those that are there, by id.</returns>
    public async Task<Dictionary<string, OosExecution>> PollAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<string, OosExecution>(ids.Count);
        var missing = new HashSet<string>(ids);
        foreach (var status in Active)
            if (missing.Count > FewEnoughToAskEach)
                await FindActiveAsync(status, missing, found, cancellation).ConfigureAwait(false);
        foreach (var status in Ended)
            if (missing.Count > FewEnoughToAskEach)
                await FindEndedAsync(status, missing, found, cancellation).ConfigureAwait(false);
        foreach (var id in missing.ToArray())
            if (await _oos.FindExecutionAsync(id, cancellation).ConfigureAwait(false) is { } execution)
                found[id] = execution;
        NoteEarliestStart(found.Values, complete: found.Count == ids.Count);
        return found;
    }

    private Task FindActiveAsync(string status, HashSet<string> missing, Dictionary<string, OosExecution> found, CancellationToken cancellation) =>
        ScanAsync(new ExecutionFilter { Status = status, StartDateAfter = _earliestStart }, int.MaxValue, missing, found, cancellation);

    // Those that ended last come first, so the pages that hold the missing ones are the first; what somebody else's executions crowd out
    // is asked for by id. One status at a time: where those without an end stand in the order is not documented.
    private Task FindEndedAsync(string status, HashSet<string> missing, Dictionary<string, OosExecution> found, CancellationToken cancellation) =>
        ScanAsync(
            new ExecutionFilter { Status = status, SortField = "EndDate", SortOrder = "Descending", StartDateAfter = _earliestStart },
            (missing.Count / OosClient.LargestPage) + 1, missing, found, cancellation);

    private async Task ScanAsync(
        ExecutionFilter filter, int mostPages, HashSet<string> missing, Dictionary<string, OosExecution> found, CancellationToken cancellation)
    {
        string? token = null;
        for (var pages = 0; pages < mostPages && missing.Count > 0; pages++)
        {
            // No page is read ahead here: the scan mostly ends with the page that holds the last one missing.
            var page = await _oos.ListExecutionsAsync(filter, OosClient.LargestPage, token, cancellation).ConfigureAwait(false);
            foreach (var execution in page.Items)
                if (missing.Remove(execution.ExecutionId))
                    found[execution.ExecutionId] = execution;
            if (page.Next is null || page.Items.Length == 0 || page.Next == token)
                return;
            token = page.Next;
        }
    }

    // Lists are cut off at the earliest start once all are known: a busy account has many others.
    private void NoteEarliestStart(IEnumerable<OosExecution> executions, bool complete)
    {
        if (!complete)
            return;
        var starts = executions.Select(execution => execution.StartDate ?? DateTimeOffset.MinValue).ToList();
        if (starts.Count > 0 && starts.Min() > DateTimeOffset.MinValue)
            _earliestStart ??= starts.Min();
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Records;

/// <summary>
/// The updates and rollbacks of a group, newest first. Those that this module started carry the group's tag and are found however much
/// else goes on in the region; those started elsewhere are looked for in the region's list, which cannot be asked for one group.
/// </summary>
internal sealed class GroupHistory
{
    private const int MostPages = 5;
    private const int MostPagesForLeftovers = 20;

    /// <summary>No update at all.</summary>
    public static readonly GroupHistory Empty = new(new OosExecutionList(null), new OosExecutionList(null));

    private readonly Dictionary<string, OosExecution> _found = new();
    private readonly OosExecutionList _tagged;
    private readonly OosExecutionList _region;

    private GroupHistory(OosExecutionList tagged, OosExecutionList region)
    {
        _tagged = tagged;
        _region = region;
    }

    /// <summary>The updates that were found.</summary>
    public IReadOnlyList<PastUpdate> Updates { get; private set; } = new List<PastUpdate>();

    /// <summary>Whether there was no more to read. Otherwise there may be an older update that was not found.</summary>
    public bool IsComplete => _region.IsAtEnd;

    public static async Task<GroupHistory> ReadAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        var oos = new OosClient(api);
        var history = new GroupHistory(
            new OosExecutionList(oos.ListExecutions(new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Depth = "RootDepth", Tags = UpdateRecord.GroupTag(scalingGroupId) })),
            new OosExecutionList(oos.ListExecutions(new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Depth = "RootDepth" })));
        var tagged = history._tagged.ReadAsync(cancellation);
        for (var page = 0; page < MostPages && !history._region.IsAtEnd; page++)
            history.Take(await history._region.ReadAsync(cancellation).ConfigureAwait(false), scalingGroupId);
        history.Take(await tagged.ConfigureAwait(false), scalingGroupId);
        await history.ReadSourcesAsync(oos, cancellation).ConfigureAwait(false);
        return history;
    }

    /// <summary>Reads on, within a limit, for the update that left what the group shows.</summary>
    /// <param name="api">The connection.</param>
    /// <param name="scalingGroupId">The group.</param>
    /// <param name="isExplained">Whether what was read so far tells it.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task ReadOnAsync(IOpenApi api, string scalingGroupId, Func<bool> isExplained, CancellationToken cancellation)
    {
        // The group's own are few, and each page of them tells more than one of the region's.
        while (!IsComplete && !isExplained() && (_tagged.CanReadOn(MostPagesForLeftovers) || _region.CanReadOn(MostPagesForLeftovers)))
        {
            var list = _tagged.CanReadOn(MostPagesForLeftovers) ? _tagged : _region;
            Take(await list.ReadAsync(cancellation).ConfigureAwait(false), scalingGroupId);
            await ReadSourcesAsync(new OosClient(api), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>An update of the group that was started after this was read; null for none.</summary>
    public async Task<OosExecution?> FindNewerAsync(IOpenApi api, string scalingGroupId, CancellationToken cancellation)
    {
        // From the region's newest on, by the service's own clock; that one itself is among them.
        var filter = new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Depth = "RootDepth", StartDateAfter = _region.Newest };
        var newer = await new OosClient(api).ListExecutions(filter).AllAsync(cancellation).ConfigureAwait(false);
        return newer.Find(execution => !_found.ContainsKey(execution.ExecutionId) && UpdateTemplate.KindOf(execution) is not null
            && new TemplateParameters(execution).ScalingGroupId == scalingGroupId && execution.StartDate >= (_region.Newest ?? DateTimeOffset.MinValue));
    }

    /// <summary>Whether an update tells for sure who suspended a process that is suspended now.</summary>
    /// <remarks>Only one that is newer than all that was not read: an unread one that is newer still may have suspended it since.</remarks>
    public bool Explains(string process) => Updates.Any(update => IsNewerThanUnread(update) && (update.IsRepaired(RepairRecord.Processes)
        || (update.Suspended && update.Suspends.Contains(process) && (update.SuspendedBefore is not null || update.Resumed))));

    /// <summary>An update that may have left something and that a newer version of the module recorded; null for none.</summary>
    public PastUpdate? Unknown => Updates.FirstOrDefault(update => update.Record.UnknownVersion is not null && !update.Resumed);

    /// <summary>Whether no update that was not read can be newer than this one.</summary>
    public bool IsNewerThanUnread(PastUpdate update) => _region.IsAtEnd || (update.Update.StartDate is { } start && start >= _region.Oldest);

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
            if (update.IsRepaired(RepairRecord.Processes))
                return suspect;
            if (!update.Suspended || !update.Suspends.Contains(process))
                continue;
            // Whether a newer version of the module put it right since cannot be read.
            if (update.Record.UnknownVersion is not null && !update.Resumed)
                return null;
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

    /// <summary>A list that is read from its newest execution on, as far as it has been.</summary>
    private sealed class OosExecutionList
    {
        private readonly PageReader<OosExecution>? _pages;
        private int _read;

        public OosExecutionList(PageReader<OosExecution>? pages)
        {
            _pages = pages;
            IsAtEnd = pages is null;
        }

        public bool IsAtEnd { get; private set; }

        /// <summary>When the oldest that was read was started; what was not read is older.</summary>
        public DateTimeOffset Oldest { get; private set; } = DateTimeOffset.MaxValue;

        /// <summary>When the newest was started; null when there is none.</summary>
        public DateTimeOffset? Newest { get; private set; }

        public bool CanReadOn(int mostPages) => !IsAtEnd && _read < mostPages;

        public async Task<IReadOnlyList<OosExecution>> ReadAsync(CancellationToken cancellation)
        {
            var page = await _pages!.NextAsync(cancellation).ConfigureAwait(false) ?? Array.Empty<OosExecution>();
            IsAtEnd = !_pages.MayHaveMore;
            _read++;
            Newest ??= page.Select(execution => execution.StartDate).FirstOrDefault(start => start is not null);
            Oldest = page.Select(execution => execution.StartDate).LastOrDefault(start => start is not null) ?? Oldest;
            return page;
        }
    }
}

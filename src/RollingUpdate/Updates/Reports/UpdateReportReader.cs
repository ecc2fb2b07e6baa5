using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Coverage;
using RollingUpdate.Updates.Repair;

namespace RollingUpdate.Updates.Reports;

/// <summary>Reads what a report says of an update. A part that cannot be read leaves a gap that the page names; the rest stands.</summary>
internal sealed class UpdateReportReader
{
    // What lies further from an update in a region's list was hardly started to take it back.
    private const int MostPages = 10;
    private readonly IOpenApi _api;
    private readonly OosClient _oos;
    private readonly bool _withLog;
    private readonly IDictionary<string, ISet<string>> _leavers;

    /// <param name="api">The connection.</param>
    /// <param name="withLog">Whether the service's log is read too.</param>
    /// <param name="leavers">By region and group: the updates that left something, kept from one report to the next.</param>
    public UpdateReportReader(IOpenApi api, bool withLog, IDictionary<string, ISet<string>> leavers)
    {
        _api = api;
        _oos = new OosClient(api);
        _withLog = withLog;
        _leavers = leavers;
    }

    /// <exception cref="RollingUpdateException">There is no such execution, or it is no rolling update.</exception>
    /// <exception cref="AliyunApiException">The execution itself cannot be read.</exception>
    public async Task<UpdateReport> ReadAsync(string executionId, CancellationToken cancellation)
    {
        Ids.CheckExecution(executionId);
        var execution = await _oos.FindExecutionAsync(executionId, cancellation).ConfigureAwait(false) ?? throw ExecutionNotFound.For(executionId, _api.RegionId);
        var update = EssRollingUpdate.From(execution) ?? throw NotARollingUpdate.For(execution);
        var report = new UpdateReport(update);
        await PartAsync(report, "The scaling group", async () =>
            report.ScalingGroupName = (await new EssClient(_api).FindScalingGroupAsync(update.ScalingGroupId, cancellation).ConfigureAwait(false))?.ScalingGroupName).ConfigureAwait(false);
        await PartAsync(report, "The update it takes back", async () =>
            report.Source = update.SourceExecutionId is { } id && await _oos.FindExecutionAsync(id, cancellation).ConfigureAwait(false) is { } source ? EssRollingUpdate.From(source) : null).ConfigureAwait(false);
        await ReadInstancesAsync(report, cancellation).ConfigureAwait(false);
        await PartAsync(report, "The steps", async () =>
            report.Steps = (await _oos.ListTaskExecutions(update.ExecutionId).AllAsync(cancellation).ConfigureAwait(false))
                .Where(step => step.ParentTaskExecutionId is null).OrderBy(step => step.StartDate).ToList()).ConfigureAwait(false);
        await PartAsync(report, "The rollbacks", () => ReadRollbacksAsync(report, cancellation)).ConfigureAwait(false);
        await PartAsync(report, "What it left to repair", () => new RepairNeed(_api, _leavers).FillAsync(update, cancellation)).ConfigureAwait(false);
        if (_withLog)
        {
            await PartAsync(report, "The log", async () =>
                report.Log = await _oos.ListExecutionLogs(update.ExecutionId, null, null).AllAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return report;
    }

    private async Task ReadInstancesAsync(UpdateReport report, CancellationToken cancellation)
    {
        List<EssInstanceUpdate> instances = new();
        var covered = await PartAsync(report, "Coverage", async () =>
            instances = await new CoverageReader(_api).ReadAsync(report.Update, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        if (!covered)
        {
            await PartAsync(report, "The instances", async () =>
                instances = await new InstanceUpdates(_api).ReadAsync(report.Update, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }

        report.Instances = instances.OrderBy(instance => instance.Batch ?? int.MaxValue).ThenBy(instance => instance.StartDate ?? DateTimeOffset.MaxValue).ToList();
    }

    private async Task ReadRollbacksAsync(UpdateReport report, CancellationToken cancellation)
    {
        var filter = new ExecutionFilter
        {
            TemplateName = report.Update.Execution.TemplateName,
            Depth = "RootDepth",
            StartDateAfter = report.Update.StartDate,
            SortField = "StartDate",
            SortOrder = "Ascending",
        };
        var pages = _oos.ListExecutions(filter);
        var rollbacks = new List<EssRollingUpdate>();
        var page = 0;
        for (; page < MostPages && await pages.NextAsync(cancellation).ConfigureAwait(false) is { } executions; page++)
        {
            rollbacks.AddRange(executions.Select(EssRollingUpdate.From).OfType<EssRollingUpdate>()
                .Where(other => other.Direction == UpdateDirection.Rollback && other.SourceExecutionId == report.Update.ExecutionId));
        }

        report.Rollbacks = rollbacks;
        if (page == MostPages)
            report.Gaps.Add($"Rollbacks were looked for among the {MostPages * OosClient.LargestPage} executions after this one.");
    }

    private static async Task<bool> PartAsync(UpdateReport report, string what, Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
            return true;
        }
        catch (AliyunApiException error)
        {
            report.Gaps.Add($"{what} could not be read: {error.Code}.");
            return false;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Reports;

/// <summary>All that a page says of one update, read from the services.</summary>
internal sealed class UpdateReport
{
    public UpdateReport(EssRollingUpdate update) => Update = update;

    public EssRollingUpdate Update { get; }

    /// <summary>What the update recorded of the state before it.</summary>
    public UpdateRecord Record => UpdateRecord.Of(Update.Execution);

    /// <summary>The group's name; null when the group is gone or could not be read.</summary>
    public string? ScalingGroupName { get; set; }

    /// <summary>Of a rollback: the update it takes back; null when that is gone.</summary>
    public EssRollingUpdate? Source { get; set; }

    /// <summary>The rollbacks of this update, oldest first.</summary>
    public IReadOnlyList<EssRollingUpdate> Rollbacks { get; set; } = Array.Empty<EssRollingUpdate>();

    /// <summary>The instances it worked on, by batch, then all others of the group where coverage could be read.</summary>
    public IReadOnlyList<EssInstanceUpdate> Instances { get; set; } = Array.Empty<EssInstanceUpdate>();

    /// <summary>The steps of the template, in the order they began.</summary>
    public IReadOnlyList<OosTaskExecution> Steps { get; set; } = Array.Empty<OosTaskExecution>();

    /// <summary>The service's log; null when it was not asked for.</summary>
    public IReadOnlyList<OosLogEntry>? Log { get; set; }

    /// <summary>What could not be read, in sentences.</summary>
    public IList<string> Gaps { get; } = new List<string>();

    /// <summary>The instances the update began to work on.</summary>
    public IEnumerable<EssInstanceUpdate> Touched => Instances.Where(instance => instance.ExecutionId.Length > 0);

    /// <summary>The rollback that took it back; null when none did. From then on nobody wants the instances as this update made them.</summary>
    public EssRollingUpdate? TakenBackBy => Rollbacks.LastOrDefault(rollback => rollback.Status == OosStatus.Success);

    /// <summary>Whether it is known of each instance that it is as it should be, or not.</summary>
    public bool HasCoverage => TakenBackBy is null && Instances.Any(instance => instance.Coverage is not null);

    /// <summary>The batches that have begun.</summary>
    public IReadOnlyList<ReportBatch> Batches => Touched.Where(instance => instance.Batch is not null).GroupBy(instance => instance.Batch!.Value)
        .OrderBy(batch => batch.Key).Select(batch => new ReportBatch(batch.Key, batch.ToList())).ToList();

    /// <summary>When the last thing happened that is known of: the end, or the last change of one that goes on.</summary>
    public DateTimeOffset? LastDate => Update.EndDate ?? Touched.SelectMany(instance => new[] { instance.StartDate, instance.EndDate })
        .Concat(new[] { Update.StartDate, Update.Execution.UpdateDate }).Max();
}

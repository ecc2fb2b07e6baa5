using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates.Reports;

/// <summary>A batch with what came of its instances.</summary>
internal sealed class ReportBatch
{
    public ReportBatch(int number, IReadOnlyList<EssInstanceUpdate> instances)
    {
        Number = number;
        Instances = instances;
    }

    /// <summary>From 1.</summary>
    public int Number { get; }

    public IReadOnlyList<EssInstanceUpdate> Instances { get; }

    public DateTimeOffset? StartDate => Instances.Min(instance => instance.StartDate);

    /// <summary>When its last instance was done; null while one is not.</summary>
    public DateTimeOffset? EndDate => Instances.All(instance => instance.EndDate is not null) ? Instances.Max(instance => instance.EndDate) : null;

    public TimeSpan? Duration => EndDate - StartDate;

    /// <summary>"3 succeeded, 1 failed", the most frequent first.</summary>
    public string Outcome => string.Join(", ", Instances.GroupBy(instance => instance.Status).OrderByDescending(same => same.Count())
        .Select(same => $"{same.Count()} {(same.Key == OosStatus.Success ? "succeeded" : ReportText.Words(same.Key).ToLowerInvariant())}"));
}

using System;
using RollingUpdate.Updates.Coverage;

namespace RollingUpdate.Updates;

/// <summary>What an update did to one instance.</summary>
public sealed class EssInstanceUpdate
{
    /// <summary>The instance's id, <c>i-…</c>.</summary>
    public string InstanceId { get; internal set; } = "";

    /// <summary>The scaling group of the update.</summary>
    public string ScalingGroupId { get; internal set; } = "";

    /// <summary>The update it is a part of.</summary>
    public string ParentExecutionId { get; internal set; } = "";

    /// <summary>The child execution that worked on the instance.</summary>
    public string ExecutionId { get; internal set; } = "";

    /// <summary>The number of its batch, from 1; null when the service has not told.</summary>
    public int? Batch { get; internal set; }

    /// <summary>Success, Failed, Running, Cancelled, Skipped and so on; NotStarted for an instance that the update did not work on.</summary>
    public string Status { get; internal set; } = "";

    /// <summary>The state the instance was in before: InService or Protected.</summary>
    public string? LifecycleState { get; internal set; }

    /// <summary>When work on it began.</summary>
    public DateTimeOffset? StartDate { get; internal set; }

    /// <summary>When work on it ended; null while it goes on.</summary>
    public DateTimeOffset? EndDate { get; internal set; }

    /// <summary>From start to end; null while it goes on.</summary>
    public TimeSpan? Duration => EndDate - StartDate;

    /// <summary>What came out, decoded: a script's output, or the new system disk.</summary>
    public string? Output { get; internal set; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; internal set; }

    /// <summary>Whether the instance is as the update should have made it; null when that was not asked for (-Coverage).</summary>
    public InstanceCoverage? Coverage { get; internal set; }

    /// <summary>Why, where the instance is not.</summary>
    public string? CoverageDetail { get; internal set; }

    /// <summary>The region it runs in.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>Whether work on it was begun again after a failure.</summary>
    internal bool WasRetried { get; set; }

    /// <summary>The instance's id.</summary>
    public override string ToString() => InstanceId;
}

using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace RollingUpdate.Oos;

/// <summary>An execution of an OOS template, as it was when it was read.</summary>
public sealed class OosExecution
{
    internal static readonly IReadOnlyDictionary<string, object?> None =
        new ReadOnlyDictionary<string, object?>(new Dictionary<string, object?>(0));

    /// <summary>The execution's id, <c>exec-…</c>.</summary>
    public string ExecutionId { get; internal set; } = "";

    /// <summary>The template it runs, such as <c>ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup</c>.</summary>
    public string TemplateName { get; internal set; } = "";

    /// <summary>The template's id.</summary>
    public string? TemplateId { get; internal set; }

    /// <summary>The template's version, <c>v1</c> and so on.</summary>
    public string? TemplateVersion { get; internal set; }

    /// <summary>Started, Queued, Running, Waiting, Success, Failed or Cancelled; a value the service adds later is kept as it comes.</summary>
    public string Status { get; internal set; } = "";

    /// <summary>The reason in words, mostly of a failure.</summary>
    public string? StatusMessage { get; internal set; }

    /// <summary>As the service gives it; its values are not documented.</summary>
    public string? StatusReason { get; internal set; }

    /// <summary>As the service gives it; its values are not documented.</summary>
    public string? WaitingStatus { get; internal set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateDate { get; internal set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartDate { get; internal set; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndDate { get; internal set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdateDate { get; internal set; }

    /// <summary>From start to end, or to the last change while it runs; null before the start.</summary>
    public TimeSpan? Duration => StartDate is { } start && (EndDate ?? UpdateDate) is { } end && end >= start ? end - start : null;

    /// <summary>The template's parameters, defaults included, decoded.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; internal set; } = None;

    /// <summary>The template's outputs, decoded; empty until the end.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; internal set; } = None;

    /// <summary>Counts of the instances by status, such as Total, Success, Failed.</summary>
    public IReadOnlyDictionary<string, object?> Counters { get; internal set; } = None;

    /// <summary>The tasks it works on.</summary>
    public OosCurrentTask[] CurrentTasks { get; internal set; } = Array.Empty<OosCurrentTask>();

    /// <summary>The execution that started this one; null for one that was started from outside.</summary>
    public string? ParentExecutionId { get; internal set; }

    /// <summary>Whether it has child executions.</summary>
    public bool? IsParent { get; internal set; }

    /// <summary>Automatic, FailurePause or Debug.</summary>
    public string? Mode { get; internal set; }

    /// <summary>The loop mode; only the answer to a start has it.</summary>
    public string? LoopMode { get; internal set; }

    /// <summary>Skip or ConfirmEveryHighRiskAction.</summary>
    public string? SafetyCheck { get; internal set; }

    /// <summary>The RAM role it works as; null or empty when it works with the caller's own permissions.</summary>
    public string? RamRole { get; internal set; }

    /// <summary>Who started it.</summary>
    public string? ExecutedBy { get; internal set; }

    /// <summary>Free text given at the start.</summary>
    public string? Description { get; internal set; }

    /// <summary>Other, TimerTrigger, EventTrigger or AlarmTrigger.</summary>
    public string? Category { get; internal set; }

    /// <summary>The resource group it belongs to.</summary>
    public string? ResourceGroupId { get; internal set; }

    /// <summary>Tags given at the start.</summary>
    public IReadOnlyDictionary<string, object?> Tags { get; internal set; } = None;

    /// <summary>The region it runs in; binds to the next cmdlet's -RegionId.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with, so that the next cmdlet asks the same account; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>Fields that this version of the module does not know.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalFields { get; internal set; } = None;

    /// <summary>Whether it has ended: Success, Failed or Cancelled.</summary>
    public bool IsTerminal => OosStatus.IsTerminal(Status);

    /// <summary>The id: PowerShell makes a text of an object that is piped to a parameter of ids.</summary>
    public override string ToString() => ExecutionId;
}

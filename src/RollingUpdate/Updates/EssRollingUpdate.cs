using System;
using System.Collections.Generic;
using System.Globalization;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates;

/// <summary>An execution read as what it is: an update of a scaling group or the rollback of one.</summary>
public sealed class EssRollingUpdate
{
    private EssRollingUpdate(OosExecution execution, RollingUpdateKind kind)
    {
        var parameters = new TemplateParameters(execution);
        Execution = execution;
        Kind = kind;
        Direction = parameters.IsRollback ? UpdateDirection.Rollback : UpdateDirection.Invoke;
        ScalingGroupId = parameters.ScalingGroupId ?? "";
        SourceExecutionId = parameters.Text("sourceExecutionId");
        BatchNumber = parameters.Number("batchNumber") ?? UpdateSettings.DefaultBatchNumber;
        // Before there are child executions the counters count something else: tasks.
        if (execution.IsParent == false)
            return;
        InstancesTotal = Count("Total");
        InstancesSucceeded = Count("Success") ?? 0;
        InstancesFailed = Count("Failed") ?? 0;
    }

    /// <summary>The execution's id, <c>exec-…</c>; binds to Start-EssRollback and all cmdlets that take executions.</summary>
    public string ExecutionId => Execution.ExecutionId;

    /// <summary>What it changes on the instances.</summary>
    public RollingUpdateKind Kind { get; }

    /// <summary>Invoke or Rollback.</summary>
    public UpdateDirection Direction { get; }

    /// <summary>The scaling group it works on.</summary>
    public string ScalingGroupId { get; }

    /// <summary>Of a rollback: the update it takes back.</summary>
    public string? SourceExecutionId { get; }

    /// <summary>Running, Waiting, Success, Failed, Cancelled and so on.</summary>
    public string Status => Execution.Status;

    /// <summary>The number of batches asked for; fewer when there are fewer instances.</summary>
    public int BatchNumber { get; }

    /// <summary>All instances it works on; null as long as the service has not told.</summary>
    public int? InstancesTotal { get; }

    /// <summary>Instances that are done.</summary>
    public int InstancesSucceeded { get; }

    /// <summary>Instances that failed.</summary>
    public int InstancesFailed { get; }

    /// <summary>Instances that are under way or still to come; null as long as the total is not known.</summary>
    public int? InstancesRemaining => InstancesTotal is { } total ? Math.Max(0, total - InstancesSucceeded - InstancesFailed) : null;

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartDate => Execution.StartDate;

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndDate => Execution.EndDate;

    /// <summary>From start to end, or to the last change while it runs.</summary>
    public TimeSpan? Duration => Execution.Duration;

    /// <summary>Who started it.</summary>
    public string? ExecutedBy => Execution.ExecutedBy;

    /// <summary>Whether it left something that Repair-EssScalingGroup can put right; null while it goes on, and where it was not looked at.</summary>
    public bool? NeedsRepair { get; internal set; }

    /// <summary>The region it runs in.</summary>
    public string RegionId => Execution.RegionId;

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName => Execution.ProfileName;

    /// <summary>The execution with all its details.</summary>
    public OosExecution Execution { get; }

    /// <summary>The sizes of the batches; empty as long as the total is not known.</summary>
    internal IReadOnlyList<int> BatchSizes => BatchRule.Sizes(InstancesTotal ?? 0, BatchNumber);

    /// <summary>How many batches are complete.</summary>
    internal int BatchesDone
    {
        get
        {
            var done = InstancesSucceeded + InstancesFailed;
            var batches = 0;
            foreach (var size in BatchSizes)
            {
                done -= size;
                if (done < 0)
                    break;
                batches++;
            }

            return batches;
        }
    }

    /// <summary>The id: PowerShell makes a text of an object that is piped to a parameter of ids.</summary>
    public override string ToString() => ExecutionId;

    /// <summary>An execution in a question: its id, and of an update its kind and group, so that nobody says yes to another group's.</summary>
    internal static string LabelOf(OosExecution execution) => From(execution) is { } update
        ? $"{execution.ExecutionId} ({KindInWords(update.Kind)} {(update.Direction == UpdateDirection.Rollback ? "rollback" : "update")} of {update.ScalingGroupId})"
        : $"{execution.ExecutionId} (template {execution.TemplateName})";

    /// <summary>The execution as an update; null when it is none.</summary>
    internal static EssRollingUpdate? From(OosExecution execution) =>
        UpdateTemplate.KindOf(execution) is { } kind ? new EssRollingUpdate(execution, kind) : null;

    private static string KindInWords(RollingUpdateKind kind) => kind switch
    {
        RollingUpdateKind.Image => "image",
        RollingUpdateKind.Script => "script",
        RollingUpdateKind.Package => "package",
        RollingUpdateKind.File => "file",
        RollingUpdateKind.OssFile => "OSS file",
        _ => "container group",
    };

    private int? Count(string counter) =>
        Execution.Counters.TryGetValue(counter, out var value) && value is not null &&
        int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
}

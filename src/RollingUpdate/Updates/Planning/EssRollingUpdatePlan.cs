using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates.Planning;

/// <summary>What an update would do to a scaling group, and what speaks for and against it, as it was when it was looked at.</summary>
public sealed class EssRollingUpdatePlan
{
    /// <summary>The group; binds to the next cmdlet.</summary>
    public string ScalingGroupId { get; internal set; } = "";

    /// <summary>The group's name.</summary>
    public string ScalingGroupName { get; internal set; } = "";

    /// <summary>What is changed on the instances.</summary>
    public RollingUpdateKind Kind { get; internal set; }

    /// <summary>What the instances get, in words.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>Failed when a check failed, else Warning when one warns, else Passed.</summary>
    public PlanCheckStatus Status => Checks.Select(check => check.Status).DefaultIfEmpty().Max();

    /// <summary>All that was looked at.</summary>
    public EssRollingUpdatePlanCheck[] Checks { get; internal set; } = Array.Empty<EssRollingUpdatePlanCheck>();

    /// <summary>The batches with their instances.</summary>
    public EssRollingUpdatePlanBatch[] Batches { get; internal set; } = Array.Empty<EssRollingUpdatePlanBatch>();

    /// <summary>Instances that are left out, and why.</summary>
    public EssLeftOutInstance[] LeftOut { get; internal set; } = Array.Empty<EssLeftOutInstance>();

    /// <summary>The processes that are suspended now.</summary>
    public string[] SuspendedBefore { get; internal set; } = Array.Empty<string>();

    /// <summary>The processes that the update suspends.</summary>
    public string[] SuspendProcess { get; internal set; } = Array.Empty<string>();

    /// <summary>The processes that are resumed at the end.</summary>
    public string[] ResumeProcess { get; internal set; } = Array.Empty<string>();

    /// <summary>The template that is run.</summary>
    public string TemplateName { get; internal set; } = "";

    /// <summary>The parameters it is given, exactly; they can be given to Start-OosExecution as they are.</summary>
    public IReadOnlyDictionary<string, object?> TemplateParameters { get; internal set; } = OosExecution.None;

    /// <summary>The region of the group.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>The group's id.</summary>
    public override string ToString() => ScalingGroupId;

    /// <summary>Refuses a plan with a failed check.</summary>
    /// <exception cref="RollingUpdateException">One failed that <paramref name="force"/> does not override.</exception>
    internal void Require(bool force)
    {
        var failed = Checks.Where(check => check.Status == PlanCheckStatus.Failed && !(force && check.CanForce)).ToList();
        if (failed.Count == 0)
            return;
        if (failed.Find(check => check.Error is not null) is { Error: { } known })
            throw known;
        var advice = string.Join(" ", failed.Select(check => check.RecommendedAction).Where(action => action is not null).Distinct());
        throw new RollingUpdateException(ErrorKind.InvalidState, "PlanFailed",
            $"The update of {ScalingGroupId} was not started. {string.Join(" ", failed.Select(check => $"{check.Name}: {check.Detail}"))}",
            failed.TrueForAll(check => check.CanForce) ? $"{advice} To start it nevertheless, add -Force." : advice);
    }

    /// <summary>The plan as text, batch by batch, for -WhatIf and -Confirm.</summary>
    internal string Describe()
    {
        var text = new StringBuilder($"Update {ScalingGroupId} ({ScalingGroupName}) to {Description} in {Batches.Length} {(Batches.Length == 1 ? "batch" : "batches")}");
        Line(text, "suspend", SuspendProcess);
        foreach (var batch in Batches)
            text.Append("\n  ").Append(batch).Append(batch.InService is { } left ? $" ({left} of the group in service meanwhile)" : "");
        Line(text, "resume", ResumeProcess);
        Line(text, "left out", LeftOut.Select(instance => instance.ToString()).ToArray());
        return text.ToString();
    }

    private static void Line(StringBuilder text, string what, string[] items)
    {
        if (items.Length > 0)
            text.Append("\n  ").Append(what).Append(": ").Append(string.Join(", ", items));
    }
}

using System;
using System.Collections.Generic;

namespace RollingUpdate.Benchmarks;

/// <summary>An execution as one would write it down for Newtonsoft.Json: the fields OosExecution has.</summary>
internal sealed class PlainExecution
{
    public string? ExecutionId { get; set; }

    public string? ParentExecutionId { get; set; }

    public string? TemplateName { get; set; }

    public string? TemplateId { get; set; }

    public string? TemplateVersion { get; set; }

    public string? Status { get; set; }

    public string? StatusMessage { get; set; }

    public string? StatusReason { get; set; }

    public string? WaitingStatus { get; set; }

    public string? Mode { get; set; }

    public string? SafetyCheck { get; set; }

    public string? Category { get; set; }

    public string? Description { get; set; }

    public string? ExecutedBy { get; set; }

    public string? RamRole { get; set; }

    public string? ResourceGroupId { get; set; }

    public string? AccountId { get; set; }

    public DateTimeOffset? CreateDate { get; set; }

    public DateTimeOffset? StartDate { get; set; }

    public DateTimeOffset? EndDate { get; set; }

    public DateTimeOffset? UpdateDate { get; set; }

    public bool? IsParent { get; set; }

    public Dictionary<string, object?>? Parameters { get; set; }

    public string? Outputs { get; set; }

    public Dictionary<string, int>? Counters { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public string? Targets { get; set; }

    public string? ResourceStatus { get; set; }

    public List<object>? CurrentTasks { get; set; }
}

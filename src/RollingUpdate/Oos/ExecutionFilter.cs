using System;
using System.Collections.Generic;

namespace RollingUpdate.Oos;

/// <summary>The filters of ListExecutions; what is null is not asked for.</summary>
internal sealed class ExecutionFilter
{
    public string? ExecutionId { get; set; }

    public string? ParentExecutionId { get; set; }

    public bool? IncludeChildExecution { get; set; }

    public string? Depth { get; set; }

    public string? TemplateName { get; set; }

    public string? Status { get; set; }

    public string? Mode { get; set; }

    public string? Category { get; set; }

    public IReadOnlyList<string>? Categories { get; set; }

    public DateTimeOffset? StartDateAfter { get; set; }

    public DateTimeOffset? StartDateBefore { get; set; }

    public DateTimeOffset? EndDateAfter { get; set; }

    public DateTimeOffset? EndDateBefore { get; set; }

    public string? ExecutedBy { get; set; }

    public string? RamRole { get; set; }

    public string? Description { get; set; }

    public string? ResourceId { get; set; }

    public string? ResourceTemplateName { get; set; }

    public string? ResourceGroupId { get; set; }

    public string? AccountId { get; set; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    public IReadOnlyList<string>? RdFolderIds { get; set; }

    public string? SortField { get; set; }

    public string? SortOrder { get; set; }
}

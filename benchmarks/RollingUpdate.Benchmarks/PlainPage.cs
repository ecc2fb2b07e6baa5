using System.Collections.Generic;

namespace RollingUpdate.Benchmarks;

/// <summary>A page of ListExecutions as one would write it down for Newtonsoft.Json.</summary>
internal sealed class PlainPage
{
    public string? NextToken { get; set; }

    public List<PlainExecution> Executions { get; set; } = [];
}

using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Tests.Updates.Watching;

/// <summary>One state an execution is in from a moment on.</summary>
internal sealed record Step(int AfterSeconds, string Status, int Succeeded, int Failed);

/// <summary>An execution that changes by a script as the virtual time goes on.</summary>
internal sealed record ScriptedExecution(string Id, int KnownAfterSeconds, IReadOnlyList<Step> Steps)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string LastStatus => Steps[^1].Status;

    public int EndOf(Step step) => ReferenceEquals(step, Steps[^1]) ? Steps.Sum(each => each.AfterSeconds) : int.MaxValue;

    public Step? At(TimeSpan elapsed)
    {
        if (elapsed.TotalSeconds < KnownAfterSeconds)
            return null;
        var at = 0;
        Step current = Steps[0];
        foreach (var step in Steps)
        {
            at += step.AfterSeconds;
            if (at > elapsed.TotalSeconds)
                break;
            current = step;
        }

        return current;
    }

    public JObject ToJson(Step step) => new()
    {
        ["ExecutionId"] = Id,
        ["TemplateName"] = "ACS-ESS-RollingUpdateByRunCommandInScalingGroup",
        ["Status"] = step.Status,
        ["Mode"] = "FailurePause",
        ["StartDate"] = Start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["Counters"] = new JObject { ["Total"] = 10, ["Success"] = step.Succeeded, ["Failed"] = step.Failed },
        ["Parameters"] = new JObject { ["scalingGroupId"] = "asg-1", ["batchNumber"] = 5, ["batchPauseOption"] = "EveryBatchPause" },
    };

    public static JObject List(IEnumerable<ScriptedExecution> executions, TimeSpan elapsed, IReadOnlyDictionary<string, string> filter)
    {
        var matching = executions
            .Select(execution => (Execution: execution, Step: execution.At(elapsed)))
            .Where(pair => pair.Step is not null)
            .Where(pair => !filter.TryGetValue("ExecutionId", out var id) || pair.Execution.Id == id)
            .Where(pair => !filter.TryGetValue("Status", out var status) || pair.Step!.Status == status)
            .Where(_ => !filter.ContainsKey("ParentExecutionId"))
            // As in the simulator, those without an end come first: where the service puts them is not documented.
            .OrderByDescending(pair => filter.ContainsKey("SortField") ? pair.Execution.EndOf(pair.Step!) : 0)
            .Select(pair => pair.Execution.ToJson(pair.Step!)).ToList();
        var size = filter.TryGetValue("MaxResults", out var most) ? int.Parse(most, System.Globalization.CultureInfo.InvariantCulture) : 50;
        var from = filter.TryGetValue("NextToken", out var token) ? int.Parse(token, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return new JObject
        {
            ["Executions"] = new JArray(matching.Skip(from).Take(size)),
            ["NextToken"] = from + size < matching.Count ? $"{from + size}" : "",
        };
    }
}

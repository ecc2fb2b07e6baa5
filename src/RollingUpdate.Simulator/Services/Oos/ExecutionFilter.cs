using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>The filters of ListExecutions. All that are given have to fit.</summary>
internal sealed class ExecutionFilter
{
    private static readonly string[] States = { "Running", "Started", "Success", "Failed", "Waiting", "Cancelled", "Pending", "Skipped", "Queued" };
    private readonly List<Func<Execution, bool>> _conditions = new();

    private ExecutionFilter()
    {
    }

    public static ExecutionFilter Read(ApiParameters p)
    {
        var filter = new ExecutionFilter();
        filter.Text(p.Text("TemplateName"), (e, v) => e.TemplateName.IndexOf(v, StringComparison.OrdinalIgnoreCase) >= 0);
        if (p.OneOf("Status", States) is { } status)
        {
            // Some are states that no execution of the simulator has.
            var wanted = Enum.TryParse<ExecutionStatus>(status, out var known) ? known : (ExecutionStatus?)null;
            filter._conditions.Add(e => e.Status == wanted);
        }

        filter.Text(p.Text("Mode"), (e, v) => e.Options.Mode == v);
        // The simulator has no triggers, so every execution is of the category Other.
        filter.Text(p.Text("Category"), (_, v) => v == "Other");
        if (p.JsonList("Categories") is { Count: > 0 } categories)
            filter._conditions.Add(_ => categories.Contains("Other"));
        filter.Text(p.Text("ExecutedBy"), (e, v) => e.ExecutedBy == v || e.StartedBy.Name == v || e.StartedBy.UserId == v);
        filter.Text(p.Text("RamRole"), (e, v) => e.RamRole == v);
        filter.Text(p.Text("Description"), (e, v) => e.Options.Description.IndexOf(v, StringComparison.OrdinalIgnoreCase) >= 0);
        filter.Text(p.Text("ResourceGroupId"), (e, v) => e.Options.ResourceGroupId == v);
        filter.Text(p.Text("AccountId"), (e, v) => e.StartedBy.AccountId == v);
        filter.Text(p.Text("ResourceId"), IsAbout);
        filter.Text(p.Text("ResourceTemplateName"), (e, v) => (string?)e.Parameters["packageName"] == v);
        if (p.JsonList("RdFolderIds") is { Count: > 0 })
            filter._conditions.Add(_ => false);
        filter.Time(p, "StartDateAfter", (e, t) => Timestamps.Floor(e.Created) >= t);
        filter.Time(p, "StartDateBefore", (e, t) => Timestamps.Floor(e.Created) <= t);
        filter.Time(p, "EndDateAfter", (e, t) => e.Ended is { } end && Timestamps.Floor(end) >= t);
        filter.Time(p, "EndDateBefore", (e, t) => e.Ended is { } end && Timestamps.Floor(end) <= t);
        if (p.JsonObject("Tags") is { Count: > 0 } tags)
            filter._conditions.Add(e => tags.Properties().All(t => (string?)e.Options.Tags?[t.Name] == (string?)t.Value));
        return filter;
    }

    public bool Fits(Execution execution)
    {
        foreach (var condition in _conditions)
        {
            if (!condition(execution))
                return false;
        }

        return true;
    }

    private static bool IsAbout(Execution execution, string id) =>
        execution.Parameters.Any(p => p.Value.Type == JTokenType.String && (string?)p.Value == id) || execution.Children.Any(c => IsAbout(c, id));

    private void Text(string? value, Func<Execution, string, bool> fits)
    {
        if (value != null)
            _conditions.Add(e => fits(e, value));
    }

    // Times in the services' answers are whole seconds; a bound that was read from an answer has to include its own execution.
    private void Time(ApiParameters p, string name, Func<Execution, DateTimeOffset, bool> fits)
    {
        var text = p.Text(name);
        if (text == null)
            return;
        var bound = Timestamps.Parse(text) ?? throw ApiException.Invalid(name, "it must be a time such as 2026-11-23T08:00:00Z.");
        _conditions.Add(e => fits(e, bound));
    }
}

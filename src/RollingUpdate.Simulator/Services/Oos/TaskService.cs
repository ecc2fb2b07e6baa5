using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>Looking inside executions: tasks and logs.</summary>
internal sealed class TaskService
{
    private readonly ExecutionEngine _engine;

    public TaskService(ExecutionEngine engine) => _engine = engine;

    public void Register(ApiCatalog catalog)
    {
        catalog.Read("oos", ExecutionService.Version, "ListTaskExecutions", ListTaskExecutions);
        catalog.Read("oos", ExecutionService.Version, "ListExecutionLogs", ListExecutionLogs);
    }

    private JObject ListTaskExecutions(ApiCall call)
    {
        var p = call.Parameters;
        var id = p.Text("TaskExecutionId");
        var execution = p.Text("ExecutionId") ?? id?.Substring(0, Math.Max(0, id.LastIndexOf('.')));
        var parent = p.Text("ParentTaskExecutionId");
        var withItems = p.Boolean("IncludeChildTaskExecution") == true || parent != null || id != null;
        var all = _engine.Executions.Find(execution)?.Tasks ?? new List<TaskExecution>();
        var tasks = all.Where(t => withItems || t.Parent == null);
        tasks = Filter(tasks, id, t => t.Id);
        if (parent != null)
            tasks = all.Find(t => t.Id == parent) is { } found ? tasks.Where(t => t.Parent == found) : Enumerable.Empty<TaskExecution>();
        tasks = Filter(tasks, p.Text("TaskName"), t => t.Name);
        tasks = Filter(tasks, p.Text("TaskAction"), t => t.Action);
        tasks = Filter(tasks, p.Text("Status"), t => t.Status.ToString());
        tasks = Within(p, "StartDateAfter", tasks, t => t.Start, 1);
        tasks = Within(p, "StartDateBefore", tasks, t => t.Start, -1);
        tasks = Within(p, "EndDateAfter", tasks, t => t.End, 1);
        tasks = Within(p, "EndDateBefore", tasks, t => t.End, -1);
        var sorted = p.OneOf("SortField", "StartDate", "EndDate", "Status") switch
        {
            "EndDate" => tasks.OrderBy(t => t.End ?? DateTimeOffset.MaxValue).ToList(),
            "Status" => tasks.OrderBy(t => t.Status.ToString(), StringComparer.Ordinal).ToList(),
            // They are in order of their start.
            _ => tasks.ToList(),
        };
        if (p.OneOf("SortOrder", "Ascending", "Descending") != "Ascending")
            sorted.Reverse();
        var answer = new JObject();
        // The least page of this action is 20, unlike that of ListExecutions.
        answer["TaskExecutions"] = new JArray(TokenPage.Of(p, sorted, 50, 20, 100, answer).Select(OosJson.Task));
        return answer;
    }

    private JObject ListExecutionLogs(ApiCall call)
    {
        var p = call.Parameters;
        var execution = _engine.Executions.Find(p.Required("ExecutionId"));
        var lines = execution == null ? new List<LogEntry>() : OosJson.Log(execution);
        if (p.Text("TaskExecutionId") is { } task)
            lines = lines.Where(l => l.Task?.Id == task).ToList();
        if (p.Text("LogType") is { } type && type != "System")
            lines.Clear();
        var answer = new JObject();
        answer["ExecutionLogs"] = new JArray(TokenPage.Of(p, lines, 50, 1, 100, answer).Select(l => new JObject
        {
            ["LogType"] = "System",
            ["Message"] = l.Message,
            ["TaskExecutionId"] = l.Task?.Id ?? "",
            ["Timestamp"] = Timestamps.Seconds(l.Time),
        }));
        answer["IsTruncated"] = answer["NextToken"] != null;
        return answer;
    }

    private static IEnumerable<TaskExecution> Filter(IEnumerable<TaskExecution> tasks, string? value, Func<TaskExecution, string?> of) =>
        value == null ? tasks : tasks.Where(t => of(t) == value);

    private static IEnumerable<TaskExecution> Within(ApiParameters p, string name, IEnumerable<TaskExecution> tasks, Func<TaskExecution, DateTimeOffset?> of, int sign)
    {
        var text = p.Text(name);
        if (text == null)
            return tasks;
        var bound = Timestamps.Parse(text) ?? throw ApiException.Invalid(name, "it must be a time such as 2026-11-23T08:00:00Z.");
        return tasks.Where(t => of(t) is { } time && Math.Sign(Timestamps.Floor(time).CompareTo(bound)) * sign >= 0);
    }
}

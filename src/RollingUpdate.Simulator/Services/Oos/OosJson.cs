using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>Executions and tasks as they are in the answers of OOS. JSON of an execution is cloned: it would become a part of the first answer and keep that alive.</summary>
internal static class OosJson
{
    /// <summary>An execution as ListExecutions gives it: Parameters as an object, Outputs as JSON text.</summary>
    public static JObject Execution(Execution execution) => new()
    {
        ["ExecutionId"] = execution.Id,
        ["ParentExecutionId"] = execution.Parent?.Id ?? "",
        ["TemplateName"] = execution.TemplateName,
        ["TemplateId"] = execution.TemplateId,
        ["TemplateVersion"] = execution.TemplateVersion,
        ["Status"] = execution.Status.ToString(),
        ["StatusMessage"] = execution.StatusMessage,
        // What these two hold is not documented anywhere; nobody may come to depend on a value of the simulator.
        ["StatusReason"] = "",
        ["WaitingStatus"] = "",
        ["Mode"] = execution.Options.Mode,
        ["SafetyCheck"] = execution.Options.SafetyCheck,
        ["Category"] = "Other",
        ["Description"] = execution.Options.Description,
        ["ExecutedBy"] = execution.ExecutedBy,
        ["RamRole"] = execution.RamRole,
        ["ResourceGroupId"] = execution.Options.ResourceGroupId,
        ["AccountId"] = execution.StartedBy.AccountId,
        ["CreateDate"] = Timestamps.Seconds(execution.Created),
        ["StartDate"] = Timestamps.Seconds(execution.Created),
        ["EndDate"] = Timestamps.Seconds(execution.Ended),
        ["UpdateDate"] = Timestamps.Seconds(execution.Updated),
        ["IsParent"] = execution.Children.Count > 0,
        ["Parameters"] = execution.Parameters.ToJson(),
        ["Outputs"] = execution.Outputs?.ToString() ?? "{}",
        ["Counters"] = Counters(execution),
        ["Tags"] = execution.Options.Tags?.DeepClone() ?? new JObject(),
        ["Targets"] = "[]",
        ["ResourceStatus"] = "[]",
        ["CurrentTasks"] = new JArray(execution.CurrentTasks.Select(t => new JObject
        {
            ["TaskAction"] = t.Action,
            ["TaskExecutionId"] = t.Id,
            ["TaskName"] = t.Name,
        })),
    };

    /// <summary>An execution as StartExecution gives it: Parameters as JSON text, LoopMode told.</summary>
    public static JObject StartedExecution(Execution execution)
    {
        var json = Execution(execution);
        json["Parameters"] = execution.Parameters.ToString();
        json["LoopMode"] = execution.Options.LoopMode;
        return json;
    }

    public static JObject Task(TaskExecution task)
    {
        var json = new JObject
        {
            ["TaskExecutionId"] = task.Id,
            ["TaskName"] = task.Name,
            ["TaskAction"] = task.Action,
            ["ExecutionId"] = task.Execution.Id,
            ["TemplateId"] = task.Execution.TemplateId,
            ["Status"] = task.Status.ToString(),
            ["StatusMessage"] = task.StatusMessage,
            ["ParentTaskExecutionId"] = task.Parent?.Id ?? "",
            ["ChildExecutionId"] = task.Child?.Id ?? "",
            ["LoopItem"] = task.LoopItem?.ToJson() is { } item ? item.Type == JTokenType.String ? item : item.ToString(Formatting.None) : "",
            ["LoopBatchNumber"] = task.BatchNumber,
            ["Properties"] = Properties(task),
            ["Outputs"] = task.Child?.Outputs?.ToString() ?? "{}",
            ["ExtraData"] = new JObject(),
            ["CreateDate"] = Timestamps.Seconds(task.Start),
            ["StartDate"] = Timestamps.Seconds(task.Start),
            ["EndDate"] = Timestamps.Seconds(task.End),
            ["UpdateDate"] = Timestamps.Seconds(task.End ?? task.Start),
        };
        if (task.Loop != null)
            json["Loop"] = new JObject { ["Batches"] = task.Loop.Batches, ["Counters"] = LoopCounters(task.Loop) };
        return json;
    }

    /// <summary>The log of an execution, oldest line first: the start and end of every task, and what happened beside them.</summary>
    public static List<LogEntry> Log(Execution execution)
    {
        var lines = new List<LogEntry>(execution.Events);
        foreach (var task in execution.Tasks)
        {
            lines.Add(new LogEntry(task.Start, task, () => $"Task {Named(task)} started ({task.Action}{(task.Api == null ? "" : $", {task.Product}:{task.Api}")})."));
            if (task.End is { } end)
                lines.Add(new LogEntry(end, task, () => $"Task {Named(task)} ended: {task.Status}. {task.StatusMessage}".TrimEnd()));
        }

        if (execution.Ended is { } ended)
            lines.Add(new LogEntry(ended, null, () => $"Execution ended: {execution.Status}. {execution.StatusMessage}".TrimEnd()));
        // A stable sort: lines of the same moment stay in the order of the tasks.
        return lines.OrderBy(l => l.Time).ToList();

        static string Named(TaskExecution task) => task.LoopItem == null ? task.Name : task.Name + " " + task.LoopItem;
    }

    private static JObject Counters(Execution execution)
    {
        if (execution.Loop != null)
            return LoopCounters(execution.Loop);
        return new JObject
        {
            ["Total"] = execution.Tasks.Count,
            ["Success"] = execution.Tasks.Count(t => t.Status == ExecutionStatus.Success),
            ["Failed"] = execution.Tasks.Count(t => t.Status == ExecutionStatus.Failed),
        };
    }

    private static JObject LoopCounters(LoopCounts loop) => new()
    {
        ["Total"] = loop.Total,
        ["Success"] = loop.Success,
        ["Failed"] = loop.Failed,
        ["Running"] = loop.Running,
    };

    private static string Properties(TaskExecution task)
    {
        if (task.Child != null)
            return task.Child.Parameters.ToString();
        return task.Product == null ? "{}" : new JObject { ["Service"] = task.Product.ToUpperInvariant(), ["API"] = task.Api }.ToString(Formatting.None);
    }
}

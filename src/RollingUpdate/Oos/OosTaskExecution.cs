using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>One run of a task of an execution, as it was when it was read.</summary>
public sealed class OosTaskExecution
{
    /// <summary>The id of this run.</summary>
    public string TaskExecutionId { get; internal set; } = "";

    /// <summary>The task's name in the template.</summary>
    public string TaskName { get; internal set; } = "";

    /// <summary>The task's action, such as <c>ACS::ExecuteAPI</c>.</summary>
    public string TaskAction { get; internal set; } = "";

    /// <summary>The execution it is a part of.</summary>
    public string ExecutionId { get; internal set; } = "";

    /// <summary>Running, Started, Success, Failed, Waiting, Cancelled, Pending or Skipped.</summary>
    public string Status { get; internal set; } = "";

    /// <summary>The reason in words, mostly of a failure.</summary>
    public string? StatusMessage { get; internal set; }

    /// <summary>For an item of a loop: the run of the loop's own task.</summary>
    public string? ParentTaskExecutionId { get; internal set; }

    /// <summary>The child execution it started, for a cloud product action.</summary>
    public string? ChildExecutionId { get; internal set; }

    /// <summary>For an item of a loop: the item.</summary>
    public string? LoopItem { get; internal set; }

    /// <summary>For an item of a loop: the number of its batch, from 1.</summary>
    public int? LoopBatchNumber { get; internal set; }

    /// <summary>The task's properties, decoded.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; internal set; } = OosExecution.None;

    /// <summary>The task's outputs, decoded.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; internal set; } = OosExecution.None;

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartDate { get; internal set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndDate { get; internal set; }

    /// <summary>From start to end; null before the end.</summary>
    public TimeSpan? Duration => EndDate - StartDate;

    /// <summary>The region it runs in.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>The id.</summary>
    public override string ToString() => TaskExecutionId;

    internal static OosTaskExecution? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var task = new OosTaskExecution();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "TaskExecutionId": task.TaskExecutionId = json.Text() ?? ""; break;
                case "TaskName": task.TaskName = json.Text() ?? ""; break;
                case "TaskAction": task.TaskAction = json.Text() ?? ""; break;
                case "ExecutionId": task.ExecutionId = json.Text() ?? ""; break;
                case "Status": task.Status = json.Text() ?? ""; break;
                case "StatusMessage": task.StatusMessage = json.Text(); break;
                case "ParentTaskExecutionId": task.ParentTaskExecutionId = json.TextOrNull(); break;
                case "ChildExecutionId": task.ChildExecutionId = json.TextOrNull(); break;
                case "LoopItem": task.LoopItem = json.Text(); break;
                // Batches are counted from 1, and a task that is of none is given as of 0.
                case "LoopBatchNumber": task.LoopBatchNumber = json.Number() is > 0 and var batch ? batch : null; break;
                case "Properties": task.Properties = json.Dictionary(); break;
                case "Outputs": task.Outputs = json.Dictionary(); break;
                case "StartDate": task.StartDate = json.Time(); break;
                case "EndDate": task.EndDate = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return task;
    }
}

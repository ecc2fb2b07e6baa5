using System;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>A line of an execution's log.</summary>
public sealed class OosLogEntry
{
    /// <summary>The execution whose log it is.</summary>
    public string ExecutionId { get; internal set; } = "";

    /// <summary>When it was written; null when the service's text cannot be read as a time.</summary>
    public DateTimeOffset? Timestamp { get; internal set; }

    /// <summary>Such as System.</summary>
    public string? LogType { get; internal set; }

    /// <summary>The text.</summary>
    public string Message { get; internal set; } = "";

    /// <summary>The task run it is about; null for the execution itself.</summary>
    public string? TaskExecutionId { get; internal set; }

    /// <summary>The text.</summary>
    public override string ToString() => Message;

    internal static OosLogEntry? Read(JsonReader json, string executionId)
    {
        if (!json.IsObject())
            return null;
        var entry = new OosLogEntry { ExecutionId = executionId };
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                // One of the service's own examples has a stray colon: 2019-05-24T:02:29:07Z.
                case "Timestamp": entry.Timestamp = JsonReading.TimeOf(json.Text()?.Replace("T:", "T")); break;
                case "LogType": entry.LogType = json.Text(); break;
                case "Message": entry.Message = json.Text() ?? ""; break;
                case "TaskExecutionId": entry.TaskExecutionId = json.TextOrNull(); break;
                default: json.Skip(); break;
            }
        }

        return entry;
    }
}

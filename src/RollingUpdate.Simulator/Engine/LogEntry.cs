using System;

namespace RollingUpdate.Simulator.Engine;

/// <summary>One line of an execution's log.</summary>
internal sealed class LogEntry
{
    public LogEntry(DateTimeOffset time, string taskExecutionId, string message)
    {
        Time = time;
        TaskExecutionId = taskExecutionId;
        Message = message;
    }

    public DateTimeOffset Time { get; }

    public string TaskExecutionId { get; }

    public string Message { get; }
}

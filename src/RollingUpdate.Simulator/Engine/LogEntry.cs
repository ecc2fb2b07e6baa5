using System;

namespace RollingUpdate.Simulator.Engine;

/// <summary>One line of an execution's log. It is put into words when it is read: a page shows few of the thousands of lines that a large update has.</summary>
internal sealed class LogEntry
{
    private readonly Func<string> _message;

    public LogEntry(DateTimeOffset time, TaskExecution? task, Func<string> message)
    {
        Time = time;
        Task = task;
        _message = message;
    }

    public DateTimeOffset Time { get; }

    /// <summary>The task it is of; null for one of the whole execution.</summary>
    public TaskExecution? Task { get; }

    public string Message => _message();
}

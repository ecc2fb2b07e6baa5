using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator.Engine;

/// <summary>One run of a template or, as a child, of an action.</summary>
internal sealed class Execution
{
    // Made when they are needed: of the executions of a large update nearly all are of one instance and have none of these.
    private ExecutionOptions? _options;
    private List<Execution>? _children;
    private List<LogEntry>? _events;

    public Execution(string id, long sequence, string templateName, NamedValues parameters, Principal caller, string regionId, DateTimeOffset now)
    {
        Id = id;
        Sequence = sequence;
        TemplateName = templateName;
        Parameters = parameters;
        StartedBy = caller;
        Caller = caller;
        RegionId = regionId;
        Created = now;
        Updated = now;
    }

    public string Id { get; }

    /// <summary>The place in the order of creation; pages go by it.</summary>
    public long Sequence { get; }

    public string TemplateName { get; }

    public string TemplateId { get; set; } = "";

    public string TemplateVersion { get; set; } = "";

    /// <summary>All parameters of the template: those given and the defaults.</summary>
    public NamedValues Parameters { get; }

    public string RegionId { get; }

    public Principal StartedBy { get; }

    /// <summary>With whose permissions it makes its calls: the one who started it, or the role given to it.</summary>
    public Principal Caller { get; set; }

    public string RamRole { get; set; } = "";

    public ExecutionOptions Options
    {
        get => _options ??= new ExecutionOptions();
        set => _options = value;
    }

    public Execution? Parent { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Execution> Children => _children ?? (IReadOnlyList<Execution>)Array.Empty<Execution>();

    public ExecutionStatus Status { get; private set; } = ExecutionStatus.Started;

    public string StatusMessage { get; private set; } = "";

    public DateTimeOffset Created { get; }

    public DateTimeOffset? Ended { get; private set; }

    public DateTimeOffset Updated { get; private set; }

    public NamedValues? Outputs { get; set; }

    public List<TaskExecution> Tasks { get; } = new();

    /// <summary>The tasks that run or wait now.</summary>
    public IEnumerable<TaskExecution> CurrentTasks => Tasks.Where(t => t.End == null);

    /// <summary>The counts of its loop; null when it has none.</summary>
    public LoopCounts? Loop { get; set; }

    /// <summary>What it waits for; null when it does not wait.</summary>
    public Pause? Pause { get; private set; }

    /// <summary>What happened beside its tasks: pauses, notifications.</summary>
    public IReadOnlyList<LogEntry> Events => _events ?? (IReadOnlyList<LogEntry>)Array.Empty<LogEntry>();

    public bool IsEnded => Status is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled;

    /// <summary>Who started it, as ListExecutions shows it: name and user id.</summary>
    public string ExecutedBy => $"{StartedBy.Name}({StartedBy.UserId})";

    public void Run(DateTimeOffset now) => Change(ExecutionStatus.Running, "", now);

    public void Wait(Pause pause, DateTimeOffset now)
    {
        Pause = pause;
        Change(ExecutionStatus.Waiting, pause.Reason, now);
        Note(now, pause.Task, "Waiting: " + pause.Reason);
    }

    /// <summary>Goes on after a pause.</summary>
    public void Resume(DateTimeOffset now)
    {
        Pause = null;
        Run(now);
    }

    public void End(ExecutionStatus status, string message, DateTimeOffset now)
    {
        Pause = null;
        Ended = now;
        Change(status, message, now);
        foreach (var task in CurrentTasks)
        {
            task.Status = status == ExecutionStatus.Success ? ExecutionStatus.Success : ExecutionStatus.Cancelled;
            task.End = now;
        }

        if (Loop != null)
            Loop.Running = 0;
    }

    public void AddChild(Execution child) => (_children ??= new List<Execution>()).Add(child);

    public void RemoveChild(Execution child) => _children?.Remove(child);

    /// <summary>Keeps a line for the log.</summary>
    public void Note(DateTimeOffset now, TaskExecution? task, string message) => (_events ??= new List<LogEntry>()).Add(new LogEntry(now, task, () => message));

    /// <summary>Notes that something in it went on.</summary>
    public void Touch(DateTimeOffset now) => Updated = now;

    /// <summary>Makes a failed child run once more, or count as done.</summary>
    public void Reopen(ExecutionStatus status, string message, DateTimeOffset now)
    {
        Ended = status == ExecutionStatus.Running ? null : now;
        Change(status, message, now);
    }

    private void Change(ExecutionStatus status, string message, DateTimeOffset now)
    {
        Status = status;
        StatusMessage = message;
        Updated = now;
    }
}

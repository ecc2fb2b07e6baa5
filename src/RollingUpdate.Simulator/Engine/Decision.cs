using System.Collections.Generic;

namespace RollingUpdate.Simulator.Engine;

/// <summary>What NotifyExecution told a waiting execution.</summary>
internal sealed class Decision
{
    public Decision(string kind, IReadOnlyCollection<string> taskExecutionIds)
    {
        Kind = kind;
        TaskExecutionIds = taskExecutionIds;
    }

    /// <summary>Approve, Reject, RetryTask, SkipTask or CancelTask.</summary>
    public string Kind { get; }

    /// <summary>Which failed tasks are meant; empty means all.</summary>
    public IReadOnlyCollection<string> TaskExecutionIds { get; }
}

using System;

namespace RollingUpdate.Updates.Watching;

/// <summary>How an execution is waited for.</summary>
internal sealed class WatchOptions
{
    /// <summary>Null: without end.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Null: quick at first, then slower.</summary>
    public TimeSpan? PollingInterval { get; set; }

    public WaitUntil Until { get; set; }

    /// <summary>What is not done any more when somebody waits on in another way, in brackets; empty for nothing.</summary>
    public string EndsWithWait { get; set; } = "";

    /// <summary>How long the service may fail to answer before the wait gives up; the executions go on.</summary>
    public TimeSpan FailureBudget { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an execution may be unknown: right after its start the service may not list it yet.</summary>
    public TimeSpan UnknownGrace { get; set; } = TimeSpan.FromSeconds(20);
}

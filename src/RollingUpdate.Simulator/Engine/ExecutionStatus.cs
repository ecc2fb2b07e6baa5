namespace RollingUpdate.Simulator.Engine;

/// <summary>The states of executions and of their tasks, spelt as OOS does.</summary>
internal enum ExecutionStatus
{
    Started,
    Running,
    Waiting,
    Success,
    Failed,
    Cancelled,
    Skipped,
}

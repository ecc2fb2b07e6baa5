using System.Threading.Tasks;

namespace RollingUpdate.Simulator.Engine;

/// <summary>Something an execution waits for a person to decide.</summary>
internal sealed class Pause
{
    private readonly TaskCompletionSource<Decision> _decision = new();

    public Pause(PauseKind kind, string reason, TaskExecution? task)
    {
        Kind = kind;
        Reason = reason;
        Task = task;
    }

    public PauseKind Kind { get; }

    public string Reason { get; }

    /// <summary>The task that waits.</summary>
    public TaskExecution? Task { get; }

    public Task<Decision> Decided => _decision.Task;

    public void Decide(Decision decision) => _decision.SetResult(decision);
}

using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Updates;

/// <summary>
/// Tells a paused execution how to go on: looks first whether and why it waits, and after a lost answer looks again instead of sending
/// blindly, since a second Approve would pass a pause that nobody has seen.
/// </summary>
internal sealed class ExecutionResumer
{
    private const int MostLostAnswers = 3;
    private readonly IOpenApi _api;
    private readonly OosClient _oos;

    public ExecutionResumer(IOpenApi api)
    {
        _api = api;
        _oos = new OosClient(api);
    }

    /// <summary>Reads the execution and checks that it waits, and for something this action answers.</summary>
    /// <exception cref="RollingUpdateException">It does not.</exception>
    public async Task<OosExecution> CheckAsync(string executionId, ResumeAction action, CancellationToken cancellation)
    {
        var execution = await _oos.FindExecutionAsync(executionId, cancellation).ConfigureAwait(false)
            ?? throw ExecutionNotFound.For(executionId, _api.RegionId);
        if (execution.Status != OosStatus.Waiting)
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "ExecutionNotWaiting", $"{executionId} does not wait: it is {execution.Status}.",
                execution.IsTerminal ? "There is nothing to go on with." : $"Wait for its pause with Wait-OosExecution {executionId} -Until Waiting.");
        }

        var reason = PauseReading.Of(execution);
        if (action == ResumeAction.Approve && reason == PauseReason.FailurePause)
            throw WrongAction(execution, reason, "Retry or Skip");
        if (action is ResumeAction.Retry or ResumeAction.Skip && reason is PauseReason.BatchPause or PauseReason.Approval or PauseReason.RiskConfirmation)
            throw WrongAction(execution, reason, "Approve");
        return execution;
    }

    /// <summary>Sends the answer for the pause that <paramref name="paused"/> shows, and for no other, exactly once.</summary>
    /// <returns>Whether it was sent; false when the execution had left that pause already.</returns>
    public async Task<bool> ResumeAsync(OosExecution paused, ResumeAction action, string? note, CancellationToken cancellation)
    {
        var type = action switch { ResumeAction.Retry => "RetryTask", ResumeAction.Skip => "SkipTask", _ => "Approve" };
        var failed = action == ResumeAction.Approve ? null : await FailedTasksAsync(paused.ExecutionId, cancellation).ConfigureAwait(false);
        // Between the look at the pause and the answer lay a question to an admin, or a gate: somebody else may have answered.
        if (!await IsStillPausedAsync(paused, cancellation).ConfigureAwait(false))
            return false;
        for (var lost = 0; ;)
        {
            try
            {
                await _oos.NotifyExecutionAsync(paused.ExecutionId, type, note, failed, cancellation).ConfigureAwait(false);
                return true;
            }
            catch (AliyunApiException error) when (error is NoAnswerException or ServiceFailureException)
            {
                if (!await IsStillPausedAsync(paused, cancellation).ConfigureAwait(false))
                    return true;
                if (++lost >= MostLostAnswers)
                    throw;
            }
        }
    }

    /// <summary>Whether the execution is still at the pause that <paramref name="paused"/> shows.</summary>
    public async Task<bool> IsStillPausedAsync(OosExecution paused, CancellationToken cancellation) =>
        await _oos.FindExecutionAsync(paused.ExecutionId, cancellation).ConfigureAwait(false) is { } now && IsSamePause(paused, now);

    private static bool IsSamePause(OosExecution before, OosExecution now)
    {
        if (now.Status != OosStatus.Waiting || now.UpdateDate != before.UpdateDate)
            return false;
        var (then, since) = (EssRollingUpdate.From(before), EssRollingUpdate.From(now));
        return then?.InstancesSucceeded == since?.InstancesSucceeded && then?.InstancesFailed == since?.InstancesFailed;
    }

    // The items of the loop that failed, or, where none did, the tasks themselves.
    private async Task<string[]?> FailedTasksAsync(string executionId, CancellationToken cancellation)
    {
        var tasks = await _oos.ListTaskExecutions(executionId, includeLoopItems: true).AllAsync(cancellation).ConfigureAwait(false);
        // A retried item has several runs of one child, and only the newest says how it stands.
        var newest = tasks.GroupBy(task => task.ChildExecutionId ?? task.TaskExecutionId).Select(runs => runs.OrderByDescending(run => run.StartDate).First());
        var failed = newest.Where(task => task.Status == OosStatus.Failed).ToList();
        var items = failed.Where(task => task.ParentTaskExecutionId is not null).ToList();
        var ids = (items.Count > 0 ? items : failed).Select(task => task.TaskExecutionId).ToArray();
        return ids.Length > 0 ? ids : null;
    }

    private static RollingUpdateException WrongAction(OosExecution execution, PauseReason reason, string right) => new(
        ErrorKind.InvalidState, "WrongResumeAction", $"This is not what {execution.ExecutionId} waits for. {PauseReading.Describe(execution, reason)}",
        $"Type it again with -Action {right}.");
}

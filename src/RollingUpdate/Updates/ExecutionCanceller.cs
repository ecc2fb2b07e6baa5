using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates;

/// <summary>Cancels an execution and waits until it has ended.</summary>
internal sealed class ExecutionCanceller
{
    // A cancel takes effect when the tasks under way notice it; minutes would mean that something is wrong.
    private static readonly TimeSpan LongestCancel = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);
    private const int MostLostAnswers = 3;
    private readonly IOpenApi _api;
    private readonly OosClient _oos;

    public ExecutionCanceller(IOpenApi api)
    {
        _api = api;
        _oos = new OosClient(api);
    }

    /// <returns>The execution as it ended: Cancelled, or what it had become a moment before.</returns>
    public async Task<OosExecution> CancelAsync(string executionId, CancellationToken cancellation)
    {
        await AskAsync(executionId, cancellation).ConfigureAwait(false);
        var deadline = _api.Clock.Elapsed + LongestCancel;
        while (true)
        {
            if (await LookAsync(executionId, cancellation).ConfigureAwait(false) is { IsTerminal: true } ended)
                return ended;
            if (_api.Clock.Elapsed >= deadline)
            {
                throw new RollingUpdateException(ErrorKind.TimedOut, "CancelTimedOut",
                    $"{executionId} was asked to cancel but has not ended within {LongestCancel.TotalMinutes:0} minutes.",
                    $"Look with Get-OosExecution {executionId}, and go on when it has ended.");
            }

            await _api.Clock.DelayAsync(Polling, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AskAsync(string executionId, CancellationToken cancellation)
    {
        for (var lost = 0; ;)
        {
            try
            {
                await _oos.CancelExecutionAsync(executionId, cancellation).ConfigureAwait(false);
                return;
            }
            catch (AliyunApiException error)
            {
                // The answer may be lost, or the execution may have ended a moment ago: its state tells. Only when it surely goes on
                // is the cancel sent again.
                if (await LookAsync(executionId, cancellation).ConfigureAwait(false) is { IsTerminal: true })
                    return;
                if (!IsPassing(error) || ++lost >= MostLostAnswers)
                    throw;
            }
        }
    }

    // A look that fails does not mean that the cancel failed: null, and the next look tells.
    private async Task<OosExecution?> LookAsync(string executionId, CancellationToken cancellation)
    {
        try
        {
            return await _oos.FindExecutionAsync(executionId, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error) when (IsPassing(error))
        {
            return null;
        }
    }

    private static bool IsPassing(AliyunApiException error) => error is NoAnswerException or ServiceFailureException or ThrottledException;
}

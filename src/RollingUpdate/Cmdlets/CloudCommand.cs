using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions;

namespace RollingUpdate.Cmdlets;

/// <summary>What all cmdlets that may call the cloud share: Ctrl+C, the streams, and one error record for one bad input.</summary>
public abstract class CloudCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private StreamPump? _pump;

    /// <summary>Cancelled by Ctrl+C.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    private protected static SessionProvider Sessions => RunspaceSessions.Current;

    private protected StreamPump Pump => _pump ??= new StreamPump(this, WantsDebug);

    // Asking the preference once spares building texts that nobody reads.
    private bool WantsDebug =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out var debug)
            ? debug is SwitchParameter { IsPresent: true }
            : SessionState.PSVariable.GetValue("DebugPreference") is not (null or ActionPreference.SilentlyContinue);

    /// <summary>Ends what is under way; nothing in the cloud is stopped by it.</summary>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        // Select-Object -First ends the pipeline while the next page may be on its way.
        _stopping.Cancel();
        _pump?.Dispose();
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The last that is done, whether the pipeline came to its end or was stopped before.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>Runs work off the pipeline thread and waits for it there, writing its notes; Ctrl+C cancels it.</summary>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        var task = work(StopToken);
        // Also when it is done already: what it posted still has to be written.
        Pump.RunUntilDone(task);
        return task.GetAwaiter().GetResult();
    }

    private protected void Await(Func<CancellationToken, Task> work) =>
        Await(async cancellation =>
        {
            await work(cancellation);
            return true;
        });

    /// <summary>Asks as PowerShell does. Where nobody can answer, the error says how to go on without being asked.</summary>
    private protected new bool ShouldProcess(string target, string action) => Answer(() => base.ShouldProcess(target, action));

    /// <inheritdoc cref="ShouldProcess(string, string)"/>
    private protected new bool ShouldProcess(string description, string question, string caption) =>
        Answer(() => base.ShouldProcess(description, question, caption));

    /// <inheritdoc cref="ShouldProcess(string, string)"/>
    private protected new bool ShouldProcess(string description, string question, string caption, out ShouldProcessReason reason)
    {
        var told = ShouldProcessReason.None;
        var answer = Answer(() => base.ShouldProcess(description, question, caption, out told));
        reason = told;
        return answer;
    }

    /// <summary>Does the work for one input. What goes wrong with it becomes one error record, and the pipeline goes on with the next.</summary>
    /// <returns>Whether it went well.</returns>
    private protected bool TryFor(object? target, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (AliyunApiException error)
        {
            WriteError(ErrorRecords.From(error, target));
        }
        catch (RollingUpdateException error)
        {
            WriteError(ErrorRecords.From(error, target));
        }

        return false;
    }

    /// <summary>The patterns that names are. A name that is none becomes an error record, and the others are left.</summary>
    private protected List<WildcardPattern> Patterns(IEnumerable<string> names)
    {
        var patterns = new List<WildcardPattern>();
        foreach (var name in names)
            TryFor(name, () => patterns.Add(NameArgument.Pattern(name)));
        return patterns;
    }

    // A host says in its own way that it cannot ask: non-interactive, without a user interface, or without such a method.
    private bool Answer(Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (error is PSInvalidOperationException or HostException or NotImplementedException)
        {
            ThrowTerminatingError(ErrorRecords.From(
                new RollingUpdateException(ErrorKind.InvalidState, "ConfirmationNotPossible", "This asks before it changes anything, and nobody can answer here.",
                    "Type it again with -Confirm:$false, which does it without asking."), null));
            throw;
        }
    }
}

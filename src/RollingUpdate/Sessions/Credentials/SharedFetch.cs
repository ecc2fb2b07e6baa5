using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// One fetch that several callers wait for. A caller that is cancelled leaves the others to it; when the last one has left it is cancelled
/// itself.
/// </summary>
#pragma warning disable CA1001 // Nobody knows when the last caller has looked at the token; without timer or wait handle it holds nothing.
internal sealed class SharedFetch
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly object _lock = new();
    private int _waiting;
    private bool _abandoned;

    /// <param name="fetch">The work; its token is cancelled when nobody waits for it any more.</param>
    public SharedFetch(Func<CancellationToken, Task<AccessCredential>> fetch)
    {
        // On another thread: a child process is started and files are read before the first await.
        Task = System.Threading.Tasks.Task.Run(() => fetch(_cancel.Token));
    }

    public Task<AccessCredential> Task { get; }

    /// <summary>Takes part in it; false when everybody had left, and it was given up.</summary>
    public bool TryJoin()
    {
        lock (_lock)
        {
            if (_abandoned)
                return false;
            _waiting++;
            return true;
        }
    }

    /// <summary>Waits for it after <see cref="TryJoin"/>.</summary>
    public async Task<AccessCredential> WaitAsync(CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            using (cancellation.Register(() => cancelled.TrySetResult(true)))
                await System.Threading.Tasks.Task.WhenAny(Task, cancelled.Task).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return await Task.ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_waiting > 0 || Task.IsCompleted)
                return;
            _abandoned = true;
        }

        // Nobody is left to see how it ends. Outside of the lock: what is cancelled goes on in here, and takes locks of its own.
        _ = Task.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _cancel.Cancel();
    }
}

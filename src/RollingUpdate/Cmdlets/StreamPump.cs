using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets;

/// <summary>
/// Takes to the pipeline thread what happens on others, since only that thread may write to PowerShell's streams. The pipeline thread
/// waits in <see cref="RunUntilDone"/> and does what is posted until the work is done.
/// </summary>
internal sealed class StreamPump : IOpenApiObserver, IDisposable
{
    private readonly Cmdlet _cmdlet;

    // Its own lock and signal: a BlockingCollection spins before it waits, and an answer of the cloud is always worth waiting for.
    private readonly Queue<Action> _posted = new();
    private bool _closed;

    public StreamPump(Cmdlet cmdlet, bool wantsWire)
    {
        _cmdlet = cmdlet;
        WantsWire = wantsWire;
    }

    public bool WantsWire { get; }

    public void Note(string text) => Post(() => _cmdlet.WriteVerbose(text));

    public void Wire(string text) => Post(() => _cmdlet.WriteDebug(text));

    /// <summary>Has something done on the pipeline thread.</summary>
    public void Post(Action action)
    {
        lock (_posted)
        {
            if (_closed)
                return;
            _posted.Enqueue(action);
            Monitor.PulseAll(_posted);
        }
    }

    /// <summary>Waits for the work on the pipeline thread, doing there what is posted meanwhile.</summary>
    public void RunUntilDone(Task work)
    {
        work.ContinueWith(Wake, _posted, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (Next(work) is { } action)
            action();
    }

    public void Dispose()
    {
        // What is still posted has no pipeline left to be written to; work that was cancelled may still post.
        lock (_posted)
        {
            _closed = true;
            _posted.Clear();
        }
    }

    private static void Wake(Task work, object? posted)
    {
        lock (posted!)
            Monitor.PulseAll(posted);
    }

    // Null when the work is done and all that was posted before its end has been done too.
    private Action? Next(Task work)
    {
        lock (_posted)
        {
            while (_posted.Count == 0)
            {
                if (work.IsCompleted)
                    return null;
                Monitor.Wait(_posted);
            }

            return _posted.Dequeue();
        }
    }
}

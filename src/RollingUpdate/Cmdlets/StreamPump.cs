using System;
using System.Collections.Concurrent;
using System.Management.Automation;
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
    private readonly BlockingCollection<Action> _posted = new();

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
        if (!_posted.IsAddingCompleted)
            _posted.Add(action);
    }

    /// <summary>Waits for the work on the pipeline thread, doing there what is posted meanwhile.</summary>
    public void RunUntilDone(Task work)
    {
        // The end of the work is posted like all else: what came before it has been written by then.
        var done = false;
        work.ContinueWith(_ => Post(() => done = true), TaskScheduler.Default);
        while (!done)
            _posted.Take()();
    }

    public void Dispose()
    {
        // What is still posted has no pipeline left to be written to. The collection itself is left to the collector: work that was
        // cancelled may still post to it.
        _posted.CompleteAdding();
    }
}

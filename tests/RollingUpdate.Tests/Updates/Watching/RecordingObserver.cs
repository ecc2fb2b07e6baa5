using System;
using System.Collections.Generic;
using RollingUpdate.Oos;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Tests.Updates.Watching;

/// <summary>Keeps all that a watcher told.</summary>
internal sealed class RecordingObserver : IWatchObserver
{
    public bool WantsInstances { get; init; }

    public List<(OosExecution Execution, RollingUpdateException? Failure)> Ended { get; } = new();

    public List<(string Id, Exception Error)> Missing { get; } = new();

    public List<(OosExecution Execution, PauseReason Reason)> Pauses { get; } = new();

    public List<string> Warnings { get; } = new();

    public int Looks { get; private set; }

    public void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren) => Looks++;

    public void Paused(OosExecution execution, PauseReason reason) => Pauses.Add((execution, reason));

    public void Done(OosExecution execution, RollingUpdateException? failure) => Ended.Add((execution, failure));

    public void Lost(string executionId, Exception error) => Missing.Add((executionId, error));

    public void Warn(string text) => Warnings.Add(text);
}

using System;
using System.Collections.Generic;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates.Watching;

/// <summary>Is told what a watcher sees. It may be called on any thread and must not block.</summary>
internal interface IWatchObserver
{
    /// <summary>Whether <see cref="Seen"/> is to be given the instances that are worked on; it costs a call each time.</summary>
    bool WantsInstances { get; }

    /// <summary>An execution as it is now, after each round, with the child executions that run when they were asked for.</summary>
    void Seen(OosExecution execution, IReadOnlyList<OosExecution> runningChildren);

    /// <summary>An execution began to wait, or waits anew.</summary>
    void Paused(OosExecution execution, PauseReason reason);

    /// <summary>
    /// The wait for this execution is over: it ended, or waits and that was asked for. Told once for each; with the reason when it ended
    /// without success.
    /// </summary>
    void Done(OosExecution execution, RollingUpdateException? failure);

    /// <summary>
    /// The wait for this execution is over without its end being known. After <see cref="Done"/> it says that what was to follow, such as
    /// its rollback, could not be done. Told once.
    /// </summary>
    void Lost(string executionId, Exception error);

    /// <summary>Something surprising.</summary>
    void Warn(string text);
}

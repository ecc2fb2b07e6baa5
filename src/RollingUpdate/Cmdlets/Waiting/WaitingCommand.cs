using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Waiting;

/// <summary>What the cmdlets that can wait for executions share.</summary>
public abstract class WaitingCommand : AliyunCommand
{
    private static readonly string[] NotForTheJob = { nameof(AsJob), nameof(ProfileName), nameof(RegionId), "WhatIf", "Confirm" };
    private static readonly string[] InformationTags = { "RollingUpdate" };
    private readonly List<(IOpenApi Api, string ExecutionId)> _awaited = new();
    private readonly List<PSObject> _forTheJob = new();
    private volatile string? _justStarted;

    /// <summary>How long to wait at most, as 01:30:00 or in seconds. When it is over only the wait ends, with an error; the update goes on.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How often to look, as 00:00:05 or in seconds. Without it: every second at first, then slower, up to every 15 seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>
    /// Waits in the background and gives a job at once: for Wait-Job, Receive-Job and Stop-Job, which ends the wait and not the update.
    /// A gate sees no variables of yours there.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected virtual WaitUntil WaitsUntil => WaitUntil.Ended;

    private protected virtual SupervisionOptions Supervision => new();

    /// <summary>Remembers an execution to be waited for at the end of the pipeline, together with all others.</summary>
    private protected void Remember(string executionId) => _awaited.Add((Api, executionId));

    /// <summary>Writes an execution that was just started, or remembers it to be written when it has ended.</summary>
    private protected void Emit(OosExecution started, bool wait)
    {
        if (wait)
            Remember(started.ExecutionId);
        else
            WriteObject(started);
    }

    /// <summary>Starts an execution, and gives or remembers it. One that is cut off after its start is told all the same.</summary>
    /// <param name="start">Starts it, and says so as soon as it is started.</param>
    /// <param name="wait">Whether it is given when it has ended.</param>
    private protected void EmitStarted(Func<Action<OosExecution>, CancellationToken, Task<OosExecution>> start, bool wait)
    {
        try
        {
            var started = Await(cancellation => start(execution => _justStarted = execution.ExecutionId, cancellation));
            Tell($"{started.ExecutionId} was started.");
            Emit(started, wait);
            _justStarted = null;
        }
        catch (Exception error) when (error is not (OperationCanceledException or PipelineStoppedException))
        {
            // It was withdrawn, and the error says so; or it was given, and that was enough for who took it.
            _justStarted = null;
            throw;
        }
    }

    /// <summary>Says what goes on as it should, to those who listen.</summary>
    internal void Tell(string text)
    {
        WriteVerbose(text);
        WriteInformation(text, InformationTags);
    }

    /// <summary>Keeps an input for the job that -AsJob starts at the end of the pipeline.</summary>
    /// <param name="parameter">The parameter the job binds it to.</param>
    /// <param name="value">The input.</param>
    private protected void KeepForJob(string parameter, string value)
    {
        var input = new PSObject();
        input.Properties.Add(new PSNoteProperty(parameter, value));
        input.Properties.Add(new PSNoteProperty(nameof(ProfileName), ProfileName));
        input.Properties.Add(new PSNoteProperty(nameof(RegionId), RegionId));
        _forTheJob.Add(input);
    }

    /// <summary>Starts the job for what was kept, with this cmdlet's own arguments.</summary>
    /// <param name="pipelineParameter">The parameter that the inputs bind to.</param>
    /// <param name="extra">Arguments to add.</param>
    private protected void StartKeptJob(string pipelineParameter, params (string Name, object Value)[] extra)
    {
        if (_forTheJob.Count == 0)
            return;
        var arguments = new Dictionary<string, object>();
        foreach (var bound in MyInvocation.BoundParameters)
            if (bound.Key != pipelineParameter && !NotForTheJob.Contains(bound.Key))
                arguments[bound.Key] = bound.Value;
        foreach (var (name, value) in extra)
            arguments[name] = value;
        var job = CommandJob.Start(GetType(), MyInvocation.MyCommand.Name, SessionState.Path.CurrentFileSystemLocation.Path, _forTheJob, arguments, Sessions.Copy());
        JobRepository.Add(job);
        WriteObject(job);
    }

    /// <summary>Checks the arguments before the first call.</summary>
    /// <param name="waits">Whether the other arguments ask for a wait.</param>
    private protected void CheckWaitArguments(bool waits)
    {
        if (!waits && !AsJob && (Timeout is not null || PollingInterval is not null))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "NothingWaits", $"{(Timeout is null ? "-PollingInterval" : "-Timeout")} is about a wait, and nothing is waited for.",
                "Add -Wait, or leave it out.");
        }

        if (Timeout <= TimeSpan.Zero || PollingInterval <= TimeSpan.Zero)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidTimeSpan", "-Timeout and -PollingInterval have to be longer than nothing.",
                "Give hours, minutes and seconds, as -Timeout 01:30:00; leave them out to wait without end.");
        }
    }

    /// <summary>Waits for all that were remembered, writing each as it ends. Ctrl+C ends the wait, and nothing else.</summary>
    private protected void WaitForRemembered()
    {
        if (_awaited.Count == 0)
            return;
        var display = new WatchDisplay(this, Pump, _awaited[0].Api.Clock, _awaited.Select(awaited => awaited.ExecutionId));
        var supervision = Supervision;
        var options = new WatchOptions { Timeout = Timeout, PollingInterval = PollingInterval, Until = WaitsUntil, EndsWithWait = supervision.EndsWithWait };
        // One watcher for each connection: lists are read for a region and account, not for an execution.
        var groups = _awaited.GroupBy(awaited => (awaited.Api.ProfileName, awaited.Api.RegionId)).ToList();
        _awaited.Clear();
        try
        {
            Await(cancellation => Task.WhenAll(groups.Select(group =>
                new UpdateSupervisor(group.First().Api, options, supervision, display).SuperviseAsync(group.Select(awaited => awaited.ExecutionId), cancellation))));
        }
        catch (Exception error)
        {
            SayWaitIsOver(display.Open);
            // Whichever came first: the work that was cancelled, or a stream that takes nothing any more.
            if (error is OperationCanceledException && StopToken.IsCancellationRequested)
                throw new PipelineStoppedException();
            throw;
        }
        finally
        {
            display.CompleteProgress();
        }

        display.WriteErrors();
    }

    // What was started or remembered, and never given or waited for because the pipeline ended before.
    private protected override void End()
    {
        var open = _awaited.Select(awaited => awaited.ExecutionId).ToList();
        if (_justStarted is { } started && !open.Contains(started))
            open.Add(started);
        SayWaitIsOver(open);
    }

    // A pipeline that is being stopped takes nothing in its streams any more; the host itself still does.
    private void SayWaitIsOver(IReadOnlyCollection<string> open)
    {
        if (open.Count > 0)
            Host?.UI?.WriteWarningLine($"Only the wait was stopped: {string.Join(", ", open)} {(open.Count == 1 ? "goes" : "go")} on. Wait on with: Wait-OosExecution {string.Join(",", open)}{Supervision.EndsWithWait}");
    }
}

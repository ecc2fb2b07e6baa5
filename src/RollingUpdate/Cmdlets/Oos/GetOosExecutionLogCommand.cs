using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Gets the log of executions; with -Follow, as it is written, until the execution has ended.</summary>
/// <remarks>
/// The log is what the console shows under an execution: which task began and ended, and with what message. Ctrl+C ends the reading and not
/// the execution.
/// </remarks>
/// <example>
/// <para>Read a log</para>
/// <code>Get-OosExecutionLog exec-83dba59be77d430</code>
/// </example>
/// <example>
/// <para>Follow an update</para>
/// <code>Get-OosExecutionLog exec-40e2e17ef7e04 -Follow</code>
/// </example>
/// <seealso cref="GetOosExecutionCommand"/>
/// <seealso cref="GetOosTaskExecutionCommand"/>
[Cmdlet(VerbsCommon.Get, "OosExecutionLog")]
[OutputType(typeof(OosLogEntry))]
public sealed class GetOosExecutionLogCommand : AliyunCommand
{
    /// <summary>Ids of the executions, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ExecutionIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Only lines about this task run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TaskExecutionId { get; set; }

    /// <summary>Only lines of this type, such as System.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogType { get; set; }

    /// <summary>Goes on with new lines until the execution has ended.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>How often to look for new lines, as 00:00:05 or in seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
            TryFor(id, () => Write(id));
    }

    private void Write(string id)
    {
        CheckPollingInterval();
        Ids.CheckExecution(id);
        var oos = new OosClient(Api);
        if (!Follow)
        {
            WritePages(oos.ListExecutionLogs(id, TaskExecutionId, LogType));
            return;
        }

        var written = new HashSet<(DateTimeOffset?, string?, string)>();
        while (true)
        {
            // Read before the log: an end that is seen here has its last line in the log that is read next.
            var execution = Await(cancellation => oos.FindExecutionAsync(id, cancellation)) ?? throw ExecutionNotFound.For(id, Api.RegionId);
            WriteNew(oos, id, written);
            if (execution.IsTerminal)
                return;
            Await(PauseAsync);
        }
    }

    private void CheckPollingInterval()
    {
        if (PollingInterval <= TimeSpan.Zero)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidTimeSpan", "-PollingInterval has to be longer than nothing.",
                "Give hours, minutes and seconds, as 00:00:05; leave it out to look every two seconds.");
        }

        if (!Follow && MyInvocation.BoundParameters.ContainsKey(nameof(PollingInterval)))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "NothingWaits", "-PollingInterval is about a wait, and nothing is waited for.",
                "Add -Follow, or leave it out.");
        }
    }

    private void WriteNew(OosClient oos, string id, HashSet<(DateTimeOffset?, string?, string)> written)
    {
        var pages = oos.ListExecutionLogs(id, TaskExecutionId, LogType);
        while (Await(pages.NextAsync) is { } entries)
            foreach (var entry in entries)
                if (written.Add((entry.Timestamp, entry.TaskExecutionId, entry.Message)))
                    WriteObject(entry);
    }

    private Task PauseAsync(CancellationToken cancellation) => Api.Clock.DelayAsync(PollingInterval, cancellation);
}

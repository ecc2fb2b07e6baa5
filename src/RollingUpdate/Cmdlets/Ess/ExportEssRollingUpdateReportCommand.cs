using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Updates.Reports;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>
/// Writes a page for the change record about updates and rollbacks: what, who, when, the parameters, a timeline of batches and instances,
/// each instance's outcome and output, coverage, and the rollbacks.
/// </summary>
/// <remarks>
/// The page is one HTML file that needs nothing else: it can be attached, mailed and printed. Scripts and values that may be secret are
/// left out unless they are asked for. Outputs of scripts are always shown. The file is replaced as a whole, or not at all; an update that
/// cannot be read is an error, and the page has the others.
/// </remarks>
/// <example><code>Export-EssRollingUpdateReport report.html exec-40e2e17ef7e04</code></example>
/// <example><code>Get-EssRollingUpdate asg-bp18p2yfxow2dloq -Last 2 | Export-EssRollingUpdateReport report.html -Title 'CHG0012345: new image for web' -PassThru</code></example>
/// <seealso cref="GetEssRollingUpdateCommand"/>
/// <seealso cref="GetEssRollingUpdateInstanceCommand"/>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso cref="StartEssRollbackCommand"/>
[Cmdlet(VerbsData.Export, "EssRollingUpdateReport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportEssRollingUpdateReportCommand : AliyunCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private readonly List<UpdateReport> _reports = new();
    private readonly HashSet<(string Region, string Id)> _known = new();
    private readonly Dictionary<string, ISet<string>> _leavers = new();
    private ReportFile? _file;
    private string _place = "";

    /// <summary>The file to write. Wildcards may be used where they match one file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string Path { get; set; } = "";

    /// <summary>The file to write, with no character taken for a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    public string LiteralPath { get; set; } = "";

    /// <summary>Ids of updates or rollbacks, <c>exec-…</c>. They stand on the page in this order.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [PipelineId(nameof(ExecutionId))]
    [ArgumentCompleter(typeof(RollingUpdateIdCompleter))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>The title of the page, such as the number of the change. Without it: what was done to which group.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Shows the scripts, and the commands of containers. They may hold secrets.</summary>
    [Parameter]
    public SwitchParameter IncludeScript { get; set; }

    /// <summary>Shows values that may be secret: environment variables of containers, queries of addresses, what is named like a password.</summary>
    [Parameter]
    public SwitchParameter IncludeSensitiveValue { get; set; }

    /// <summary>Adds the service's log of each execution, in the service's own words, which may quote parameters.</summary>
    [Parameter]
    public SwitchParameter IncludeLog { get; set; }

    /// <summary>Leaves a file that is there already as it is: an error tells of it.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a file that is read-only, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _place = OutputPath.Resolve(this, ParameterSetName == PathSet ? Path : LiteralPath, ParameterSetName == PathSet);
            _file = new ReportFile(_place, NoClobber, Force);
        }
        catch (RollingUpdateException error)
        {
            // Without a file nothing that follows has a purpose.
            ThrowTerminatingError(ErrorRecords.From(error, ParameterSetName == PathSet ? Path : LiteralPath));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
            TryFor(id, () => Read(id));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_reports.Count == 0)
        {
            WriteVerbose("There is no update to report, so no file was written.");
            return;
        }

        if (!ShouldProcess(_place, $"Write report of {ReportText.Count(_reports.Count, "update")}"))
            return;
        var options = new ReportOptions { Title = Title, IncludeScript = IncludeScript, IncludeSensitiveValue = IncludeSensitiveValue, IncludeLog = IncludeLog };
        TryFor(_place, () =>
        {
            var written = _file!.Write(new ReportPage(_reports, options, DateTimeOffset.Now).Write);
            if (PassThru)
                WriteObject(written);
        });
    }

    private void Read(string id)
    {
        var report = Await(cancellation => new UpdateReportReader(Api, IncludeLog, _leavers).ReadAsync(id, cancellation));
        if (!_known.Add((report.Update.RegionId, report.Update.ExecutionId)))
        {
            WriteVerbose($"{id} is on the page already.");
            return;
        }

        foreach (var gap in report.Gaps)
            WriteWarning($"{id}: {gap} The page says so, too.");
        _reports.Add(report);
    }
}

using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Gets executions: by id, or by any filter of ListExecutions, newest first.</summary>
/// <remarks>
/// Parameters and Outputs are dictionaries here, not JSON texts. Pages are read as they are needed, so that Select-Object -First stops the
/// calls too. Without a filter all executions of the region are listed; of rolling updates Get-EssRollingUpdate tells more.
/// </remarks>
/// <example>
/// <para>One execution</para>
/// <code>Get-OosExecution exec-83dba59be77d430</code>
/// </example>
/// <example>
/// <para>What runs now?</para>
/// <code>Get-OosExecution -Status Running -TemplateName ACS-ESS-RollingUpdateBy</code>
/// </example>
/// <example>
/// <para>The outputs of a script update</para>
/// <code>
/// Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'df -h' -Wait
/// (Get-OosExecution -Status Success).Outputs.commandOutputs
/// </code>
/// </example>
/// <example>
/// <para>What was done today, in a table</para>
/// <code>Get-OosExecution -StartDateAfter ([datetime]::Today) | ForEach-Object { "$($_.StartDate) $($_.TemplateName) $($_.Status)" }</code>
/// </example>
/// <seealso cref="WaitOosExecutionCommand"/>
/// <seealso cref="Ess.GetEssRollingUpdateCommand"/>
/// <seealso cref="GetOosTaskExecutionCommand"/>
/// <seealso cref="StopOosExecutionCommand"/>
[Cmdlet(VerbsCommon.Get, "OosExecution", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(OosExecution))]
public sealed class GetOosExecutionCommand : AliyunCommand
{
    private const string IdSet = "Id";
    private const string FilterSet = "Filter";

    /// <summary>The executions' ids, <c>exec-…</c>.</summary>
    // Of the other set too: with a filter the engine would not look at what is piped in, and its profile and region would select everything.
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = FilterSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExecutionIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Children of this execution: of a rolling update, one for each instance.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExecutionIdCompleter))]
    public string? ParentExecutionId { get; set; }

    /// <summary>Whose template's name holds this text.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateNameCompleter))]
    public string? TemplateName { get; set; }

    /// <summary>With this status.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("Started", "Queued", "Running", "Waiting", "Success", "Failed", "Cancelled", "Pending", "Skipped")]
    public string? Status { get; set; }

    /// <summary>Started with this mode.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("Automatic", "FailurePause", "Debug")]
    public string? Mode { get; set; }

    /// <summary>Of these categories, by what started them.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("Other", "TimerTrigger", "EventTrigger", "AlarmTrigger")]
    public string[]? Category { get; set; }

    /// <summary>Started at this time or later.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Moment]
    public DateTime? StartDateAfter { get; set; }

    /// <summary>Started at this time or earlier.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Moment]
    public DateTime? StartDateBefore { get; set; }

    /// <summary>Ended at this time or later.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Moment]
    public DateTime? EndDateAfter { get; set; }

    /// <summary>Ended at this time or earlier.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Moment]
    public DateTime? EndDateBefore { get; set; }

    /// <summary>Started by this user.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string? ExecutedBy { get; set; }

    /// <summary>Working as this RAM role.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string? RamRole { get; set; }

    /// <summary>With this description.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>That work on this resource.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>That work on resources of this template.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateNameCompleter))]
    public string? ResourceTemplateName { get; set; }

    /// <summary>Of this resource group.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string? ResourceGroupId { get; set; }

    /// <summary>Of this account of a resource directory.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string? AccountId { get; set; }

    /// <summary>Of these folders of a resource directory.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string[]? ResourceDirectoryFolderId { get; set; }

    /// <summary>With all these tags, as <c>@{ stage = 'prod' }</c>.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public Hashtable? Tag { get; set; }

    /// <summary>How deep children are listed: RootDepth (none) or FirstChildDepth.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("RootDepth", "FirstChildDepth")]
    public string? Depth { get; set; }

    /// <summary>Lists child executions too, however deep.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public SwitchParameter IncludeChildExecution { get; set; }

    /// <summary>Sorted by StartDate (the service's default), EndDate or Status.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("StartDate", "EndDate", "Status")]
    public string? SortField { get; set; }

    /// <summary>Descending (the service's default) or Ascending.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("Ascending", "Descending")]
    public string? SortOrder { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(ExecutionId)))
        {
            foreach (var id in ExecutionId)
                TryFor(id, () => WriteById(id));
        }
        else
        {
            TryFor(ParentExecutionId, WriteByFilter);
        }
    }

    private void WriteById(string id)
    {
        Ids.CheckExecution(id);
        if (MyInvocation.BoundParameters.Keys.FirstOrDefault(IsFilter) is { } filter)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "ExecutionIdWithFilter", $"{id} is one execution, and -{filter} chooses from many.",
                "Leave the filter out, or do not pipe executions in.");
        }

        var oos = new OosClient(Api);
        WriteObject(Await(cancellation => oos.FindExecutionAsync(id, cancellation)) ?? throw ExecutionNotFound.For(id, Api.RegionId));
    }

    private bool IsFilter(string parameter) =>
        parameter != nameof(ExecutionId) && MyInvocation.MyCommand.Parameters.TryGetValue(parameter, out var metadata) && metadata.ParameterSets.ContainsKey(FilterSet);

    private void WriteByFilter()
    {
        if (ParentExecutionId is not null)
            Ids.CheckExecution(ParentExecutionId);
        if (Depth is not null && IncludeChildExecution)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "DepthAndIncludeChildExecution",
                "-Depth and -IncludeChildExecution exclude each other.", "Leave one of them out.");
        }

        WritePages(new OosClient(Api).ListExecutions(new ExecutionFilter
        {
            ParentExecutionId = ParentExecutionId,
            IncludeChildExecution = IncludeChildExecution ? true : null,
            Depth = Depth,
            TemplateName = TemplateName,
            Status = Status,
            Mode = Mode,
            Category = Category is { Length: 1 } ? Category[0] : null,
            Categories = Category is { Length: > 1 } ? Category : null,
            StartDateAfter = StartDateAfter,
            StartDateBefore = StartDateBefore,
            EndDateAfter = EndDateAfter,
            EndDateBefore = EndDateBefore,
            ExecutedBy = ExecutedBy,
            RamRole = RamRole,
            Description = Description,
            ResourceId = ResourceId,
            ResourceTemplateName = ResourceTemplateName,
            ResourceGroupId = ResourceGroupId,
            AccountId = AccountId,
            RdFolderIds = ResourceDirectoryFolderId,
            Tags = TagArgument.Read(Tag),
            SortField = SortField,
            SortOrder = SortOrder,
        }));
    }
}

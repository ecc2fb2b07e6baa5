using System;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Ess;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Gets scaling groups: by id, by name with wildcards, or all of the region.</summary>
/// <remarks>
/// The objects bind by name to Start-EssRollingUpdate, Get-EssScalingInstance, Get-EssRollingUpdate and Repair-EssScalingGroup. A name
/// without wildcards that no group has is an error; a pattern that fits none gives nothing.
/// </remarks>
/// <example>
/// <para>All groups of the region</para>
/// <code>Get-EssScalingGroup</code>
/// </example>
/// <example>
/// <para>By name, with wildcards</para>
/// <code>Get-EssScalingGroup web*</code>
/// </example>
/// <example>
/// <para>Which groups have suspended processes?</para>
/// <code>Get-EssScalingGroup | Where-Object SuspendedProcesses</code>
/// <para>An update that failed or was cancelled leaves them so.</para>
/// </example>
/// <seealso cref="GetEssScalingInstanceCommand"/>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso cref="RepairEssScalingGroupCommand"/>
[Cmdlet(VerbsCommon.Get, "EssScalingGroup", DefaultParameterSetName = NameSet)]
[OutputType(typeof(EssScalingGroup))]
public sealed class GetEssScalingGroupCommand : AliyunCommand
{
    private const string IdSet = "Id";
    private const string NameSet = "Name";

    /// <summary>Names of groups, with wildcards. An id (<c>asg-…</c>) is taken too.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ScalingGroupName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [PipelineId(nameof(ScalingGroupId))]
    [ArgumentCompleter(typeof(ScalingGroupNameCompleter))]
    public string[] Name { get; set; } = { "*" };

    /// <summary>Ids of groups, <c>asg-…</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ScalingGroupIdCompleter))]
    public string[] ScalingGroupId { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (var id in ScalingGroupId)
                TryFor(id, () => WriteById(id));
            return;
        }

        foreach (var name in Name)
        {
            if (name.StartsWith("asg-", StringComparison.Ordinal) && !WildcardPattern.ContainsWildcardCharacters(name))
                TryFor(name, () => WriteById(name));
            else
                TryFor(name, () => WriteByName(name));
        }
    }

    private void WriteById(string id)
    {
        Ids.CheckScalingGroup(id);
        WriteObject(Await(cancellation => new EssClient(Api).FindScalingGroupAsync(id, cancellation)) ?? throw ScalingGroupNotFound.For(id, Api.RegionId));
    }

    private void WriteByName(string name)
    {
        var pattern = NameArgument.Pattern(name);
        var found = false;
        // The service matches a part of the name; the longest part without wildcards keeps the answer small.
        var pages = new EssClient(Api).DescribeScalingGroups(null, NameArgument.LongestLiteral(name));
        while (Await(pages.NextAsync) is { } groups)
        {
            foreach (var group in groups.Where(group => pattern.IsMatch(group.ScalingGroupName)))
            {
                found = true;
                WriteObject(group);
            }
        }

        if (!found && !WildcardPattern.ContainsWildcardCharacters(name))
            throw ScalingGroupNotFound.ForName(name, Api.RegionId);
    }
}

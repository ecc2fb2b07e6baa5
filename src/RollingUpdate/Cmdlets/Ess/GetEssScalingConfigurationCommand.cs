using System;
using System.Collections.Generic;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Gets scaling configurations: what new instances, or container groups, of a scaling group are made from.</summary>
/// <remarks>
/// <para>
/// Of groups, by id, or all of the region; of ECS instances and of container groups (ECI), which the service keeps in lists of their own.
/// The Containers of a configuration can be given to Start-EssRollingUpdate as -SourceContainer or -Container.
/// </para>
/// </remarks>
/// <example>
/// <para>See which image new instances of a group get</para>
/// <code>Get-EssScalingConfiguration asg-bp18p2yfxow2dloq</code>
/// </example>
/// <example>
/// <para>Find configurations by their names</para>
/// <code>Get-EssScalingGroup web* | Get-EssScalingConfiguration -Name web-*</code>
/// </example>
/// <seealso cref="GetEssScalingGroupCommand"/>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso cref="StartEssRollbackCommand"/>
[Cmdlet(VerbsCommon.Get, "EssScalingConfiguration", DefaultParameterSetName = GroupSet)]
[OutputType(typeof(EssScalingConfiguration))]
public sealed class GetEssScalingConfigurationCommand : AliyunCommand
{
    private const string GroupSet = "ScalingGroup";
    private const string IdSet = "Id";

    // Once for all records: a name that is no pattern is one error.
    private List<WildcardPattern>? _patterns;

    /// <summary>Ids of scaling groups, <c>asg-…</c>. Without them: the configurations of all groups of the region.</summary>
    [Parameter(Position = 0, ParameterSetName = GroupSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [PipelineId(nameof(ScalingGroupId), nameof(ScalingConfigurationId))]
    [ArgumentCompleter(typeof(ScalingGroupIdCompleter))]
    public string[]? ScalingGroupId { get; set; }

    /// <summary>Ids of scaling configurations, <c>asc-…</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ScalingConfigurationIdCompleter))]
    public string[] ScalingConfigurationId { get; set; } = Array.Empty<string>();

    /// <summary>Only configurations with these names, with wildcards.</summary>
    [Parameter(ParameterSetName = GroupSet)]
    [Alias("ScalingConfigurationName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = { "*" };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (var id in ScalingConfigurationId)
                TryFor(id, () => WriteById(id));
        }
        else if ((_patterns ??= Patterns(Name)).Count == 0)
        {
            return;
        }
        else if (ScalingGroupId is null)
        {
            TryFor(null, WriteAll);
        }
        else
        {
            foreach (var id in ScalingGroupId)
                TryFor(id, () => WriteByGroup(id));
        }
    }

    private void WriteById(string id)
    {
        Ids.CheckScalingConfiguration(id);
        var ess = new EssClient(Api);
        // The service keeps those of container groups in a list of their own, and an id does not tell which it is in.
        var found = Await(ess.DescribeScalingConfigurations(null, new[] { id }).NextAsync) ?? Await(ess.DescribeEciScalingConfigurations(null, new[] { id }).NextAsync)
            ?? throw new RollingUpdateException(ErrorKind.NotFound, "ScalingConfigurationNotFound", $"There is no scaling configuration {id} in {Api.RegionId}.",
                "List them with Get-EssScalingConfiguration, and check -RegionId.");
        WriteObject(found[0]);
    }

    private void WriteAll()
    {
        var ess = new EssClient(Api);
        Write(ess.DescribeScalingConfigurations(null));
        Write(ess.DescribeEciScalingConfigurations(null));
    }

    private void WriteByGroup(string id)
    {
        Ids.CheckScalingGroup(id);
        var ess = new EssClient(Api);
        if (Write(ess.DescribeScalingConfigurations(id)) || Write(ess.DescribeEciScalingConfigurations(id)))
            return;
        // ESS answers an unknown group with an empty list; a group that is made from a launch template has none.
        var group = Await(cancellation => ess.FindScalingGroupAsync(id, cancellation)) ?? throw ScalingGroupNotFound.For(id, Api.RegionId);
        WriteVerbose($"{group.Label} has no scaling configuration{(group.LaunchTemplateId is { } template ? $": it is made from launch template {template}" : "")}.");
    }

    /// <returns>Whether there was any, of whatever name.</returns>
    private bool Write(PageReader<EssScalingConfiguration> pages)
    {
        var any = false;
        while (Await(pages.NextAsync) is { } configurations)
        {
            any = true;
            foreach (var configuration in configurations)
                if (_patterns!.Exists(pattern => pattern.IsMatch(configuration.ScalingConfigurationName ?? "")))
                    WriteObject(configuration);
        }

        return any;
    }
}

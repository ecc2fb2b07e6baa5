using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Gets the instances of scaling groups with their lifecycle states and, where asked, their images and packages.</summary>
/// <remarks>
/// Auto Scaling itself knows neither what an instance runs nor what is installed on it: -Include asks ECS (one call for 100 instances) and
/// OOS (one call for each instance).
/// </remarks>
/// <example>
/// <para>The instances of a group</para>
/// <code>Get-EssScalingInstance asg-bp18p2yfxow2dloq</code>
/// </example>
/// <example>
/// <para>What they run</para>
/// <code>Get-EssScalingInstance asg-bp18p2yfxow2dloq -Include Image, Package</code>
/// </example>
/// <example>
/// <para>Who is out of service?</para>
/// <code>Get-EssScalingGroup web* | Get-EssScalingInstance -LifecycleState Standby</code>
/// </example>
/// <seealso cref="GetEssScalingGroupCommand"/>
/// <seealso cref="GetEssRollingUpdateInstanceCommand"/>
[Cmdlet(VerbsCommon.Get, "EssScalingInstance")]
[OutputType(typeof(EssScalingInstance))]
public sealed class GetEssScalingInstanceCommand : AliyunCommand
{
    /// <summary>Ids of scaling groups, <c>asg-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ScalingGroupIdCompleter))]
    [PipelineId(nameof(ScalingGroupId))]
    public string[] ScalingGroupId { get; set; } = Array.Empty<string>();

    /// <summary>Only instances in these lifecycle states.</summary>
    [Parameter]
    [ValidateSet("InService", "Pending", "Pending:Wait", "Protected", "Standby", "Stopped", "Removing", "Removing:Wait")]
    public string[]? LifecycleState { get; set; }

    /// <summary>What to ask for besides: Image (ECS) and Package (OOS).</summary>
    [Parameter]
    public InstanceDetail[] Include { get; set; } = Array.Empty<InstanceDetail>();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ScalingGroupId)
            TryFor(id, () => Write(id));
    }

    private void Write(string id)
    {
        Ids.CheckScalingGroup(id);
        var ess = new EssClient(Api);
        var pages = ess.DescribeScalingInstances(id, LifecycleState);
        var any = false;
        while (Await(pages.NextAsync) is { } instances)
        {
            any = true;
            if (Include.Contains(InstanceDetail.Image))
                Await(cancellation => AddImagesAsync(instances, cancellation));
            if (Include.Contains(InstanceDetail.Package))
                Await(cancellation => AddPackagesAsync(instances, cancellation));
            foreach (var instance in instances)
                WriteObject(instance);
        }

        // ESS answers an unknown group with an empty list.
        if (!any && Await(cancellation => ess.FindScalingGroupAsync(id, cancellation)) is null)
            throw ScalingGroupNotFound.For(id, Api.RegionId);
    }

    private async Task AddImagesAsync(EssScalingInstance[] instances, CancellationToken cancellation)
    {
        var known = await new EcsClient(Api).MapInstancesAsync(instances.Select(instance => instance.InstanceId), cancellation).ConfigureAwait(false);
        foreach (var instance in instances)
        {
            if (!known.TryGetValue(instance.InstanceId, out var ecs))
                continue;
            instance.ImageId = ecs.ImageId;
            instance.OSType = ecs.OSType;
        }
    }

    private async Task AddPackagesAsync(EssScalingInstance[] instances, CancellationToken cancellation)
    {
        var installed = await InstalledPackages.ReadAsync(Api, instances.Select(instance => instance.InstanceId), cancellation).ConfigureAwait(false);
        foreach (var instance in instances)
            instance.Packages = installed[instance.InstanceId];
    }
}

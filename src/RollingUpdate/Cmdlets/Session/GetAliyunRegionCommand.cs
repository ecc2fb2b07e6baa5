using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Ecs;
using RollingUpdate.Sessions;
using RollingUpdate.Sts;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Gets the regions of the cloud.</summary>
/// <remarks>The list comes from ECS. With a key that may do nothing else, it shows that key and network work.</remarks>
/// <example>
/// <para>All regions</para>
/// <code>Get-AliyunRegion</code>
/// </example>
/// <example>
/// <para>Those of mainland China</para>
/// <code>Get-AliyunRegion cn-*</code>
/// </example>
/// <seealso cref="GetAliyunCallerIdentityCommand"/>
/// <seealso cref="ConnectAliyunCommand"/>
[Cmdlet(VerbsCommon.Get, "AliyunRegion")]
[OutputType(typeof(AliyunRegion))]
public sealed class GetAliyunRegionCommand : AliyunCommand
{
    /// <summary>Ids of regions, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [PipelineId(nameof(Name), Only = new[] { typeof(AliyunRegion), typeof(AliyunSession), typeof(AliyunProfile), typeof(AliyunRamUser), typeof(AliyunCallerIdentity) })]
    public string[] Name { get; set; } = { "*" };

    /// <summary>The language of the regions' names.</summary>
    [Parameter]
    [ValidateSet("en-US", "zh-CN")]
    public string Language { get; set; } = "en-US";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Patterns(Name);
        if (patterns.Count > 0)
            TryFor(null, () => Write(patterns));
    }

    private void Write(List<WildcardPattern> patterns)
    {
        var regions = Await(cancellation => new EcsClient(Api).DescribeRegionsAsync(Language, cancellation));
        foreach (var region in regions)
            if (patterns.Exists(pattern => pattern.IsMatch(region.RegionId)))
                WriteObject(region);
        foreach (var name in Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
            if (!regions.Any(region => string.Equals(region.RegionId, name, StringComparison.OrdinalIgnoreCase)))
                WriteError(ErrorRecords.From(new RollingUpdateException(ErrorKind.NotFound, "RegionNotFound", $"There is no region {name}.", "Get-AliyunRegion without a name lists all there are."), name));
    }
}

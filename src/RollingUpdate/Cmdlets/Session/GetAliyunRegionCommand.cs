using System.Linq;
using System.Management.Automation;
using RollingUpdate.Ecs;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Gets the regions of the cloud; with a key that may do nothing else, it shows that key and network work.</summary>
/// <example><code>Get-AliyunRegion cn-*</code></example>
[Cmdlet(VerbsCommon.Get, "AliyunRegion")]
[OutputType(typeof(AliyunRegion))]
public sealed class GetAliyunRegionCommand : AliyunCommand
{
    /// <summary>Ids of regions, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [SupportsWildcards]
    public string[] Name { get; set; } = { "*" };

    /// <summary>The language of the regions' names.</summary>
    [Parameter]
    [ValidateSet("en-US", "zh-CN")]
    public string Language { get; set; } = "en-US";

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(null, () =>
    {
        var patterns = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToList();
        foreach (var region in Await(cancellation => new EcsClient(Api).DescribeRegionsAsync(Language, cancellation)))
            if (patterns.Exists(pattern => pattern.IsMatch(region.RegionId)))
                WriteObject(region);
    });
}

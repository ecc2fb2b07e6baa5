using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>
/// Completes ids of images, the newest first: those of the families that the group's configurations use, and the account's own. Without a
/// group on the command line, all that can be used.
/// </summary>
public sealed class ImageIdCompleter : CloudCompleter
{
    private protected override string? ScopeOf(TypedArguments typed) => typed.ScalingGroupId;

    private protected override async Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation)
    {
        var ecs = new EcsClient(api);
        if (typed.ScalingGroupId is not { } group)
        {
            Tell(await ecs.ListImagesAsync(new EcsImageFilter(), cancellation).ConfigureAwait(false), null, found);
            return;
        }

        var configurations = await new EssClient(api).DescribeScalingConfigurations(group).NextAsync(cancellation).ConfigureAwait(false) ?? Array.Empty<EssScalingConfiguration>();
        var used = configurations.Where(configuration => configuration.ImageId is not null).GroupBy(configuration => configuration.ImageId!)
            .ToDictionary(same => same.Key, same => string.Join(", ", same.Select(configuration => configuration.ScalingConfigurationId)));
        if (used.Count > 0)
        {
            var images = await ecs.ListImagesAsync(new EcsImageFilter { ImageIds = used.Keys.ToList() }, cancellation).ConfigureAwait(false);
            foreach (var family in images.Select(image => image.ImageFamily).Where(family => !string.IsNullOrEmpty(family)).Distinct())
                Tell(await ecs.ListImagesAsync(new EcsImageFilter { ImageFamily = family }, cancellation).ConfigureAwait(false), used, found);
            Tell(images, used, found);
        }

        Tell(await ecs.ListImagesAsync(new EcsImageFilter { ImageOwnerAlias = "self" }, cancellation).ConfigureAwait(false), used, found);
    }

    private static void Tell(IEnumerable<EcsImage> images, Dictionary<string, string>? used, Action<Candidate> found)
    {
        foreach (var image in images.OrderByDescending(image => image.CreationTime))
        {
            var name = image.ImageName == image.ImageId ? null : image.ImageName;
            var tip = string.Join(", ", new[] { name, image.OSName, image.CreationTime?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }.Where(part => !string.IsNullOrEmpty(part)));
            found(new Candidate(image.ImageId, used is not null && used.TryGetValue(image.ImageId, out var configurations) ? $"{tip} (now in {configurations})" : tip, name));
        }
    }
}

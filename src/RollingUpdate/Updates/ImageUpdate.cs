using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates;

/// <summary>Another image for the system disk, and for the scaling configuration too.</summary>
internal sealed class ImageUpdate : UpdatePayload
{
    public ImageUpdate(string imageId) => ImageId = imageId;

    public override RollingUpdateKind Kind => RollingUpdateKind.Image;

    public string ImageId { get; }

    /// <summary>The image to go back to in a rollback.</summary>
    public string? SourceImageId { get; set; }

    /// <summary>The scaling configuration that gets the image, so that new instances have it as well; empty for none.</summary>
    public string? ScalingConfigurationId { get; set; }

    /// <summary>How many instances may fail before the update does.</summary>
    public int MaxErrors { get; set; }

    public override string Describe() => $"image {ImageId}";

    public override void Check()
    {
        if (ImageId.IndexOf('*') >= 0 || ImageId.Any(char.IsWhiteSpace))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidImageId", $"'{ImageId}' cannot be the id of an image.",
                "Give an id such as m-bp1… or aliyun_2_1903_x64_20G_alibase_20200529.vhd.");
        }

        if (!string.IsNullOrEmpty(ScalingConfigurationId))
            Ids.CheckScalingConfiguration(ScalingConfigurationId);
    }

    public override async Task CompleteAsync(IOpenApi api, EssScalingGroup group, ICollection<string> warnings, CancellationToken cancellation)
    {
        ScalingConfigurationId ??= group.ActiveScalingConfigurationId;
        SourceImageId ??= await ImageOfConfigurationAsync(api, group, cancellation).ConfigureAwait(false)
            ?? await ImageOfInstancesAsync(api, group, cancellation).ConfigureAwait(false);
        if (SourceImageId is null)
        {
            warnings.Add($"Which image the instances of {group.Label} come from cannot be told, so a rollback will have to be given -ImageId. " +
                "Say -SourceImageId to have it recorded now.");
        }

        if (string.IsNullOrEmpty(ScalingConfigurationId))
        {
            warnings.Add($"{group.Label} is made from launch template {group.LaunchTemplateId}, which this update does not change: " +
                "instances scaled out later still get the template's image.");
        }
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["imageId"] = ImageId;
        parameters["sourceImageId"] = SourceImageId ?? "";
        parameters["scalingConfigurationId"] = ScalingConfigurationId ?? "";
        parameters["maxErrors"] = MaxErrors;
    }

    private async Task<string?> ImageOfConfigurationAsync(IOpenApi api, EssScalingGroup group, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(ScalingConfigurationId))
            return null;
        var found = await new EssClient(api).DescribeScalingConfigurations(group.ScalingGroupId, new[] { ScalingConfigurationId! })
            .NextAsync(cancellation).ConfigureAwait(false);
        if (found is null)
        {
            throw new RollingUpdateException(ErrorKind.NotFound, "ScalingConfigurationNotFound",
                $"{group.Label} has no scaling configuration {ScalingConfigurationId}.", "Leave -ScalingConfigurationId out to use the active one.");
        }

        return found[0].ImageId;
    }

    // A group made from a launch template, or a configuration that names an image family: the instances know what they run.
    private static async Task<string?> ImageOfInstancesAsync(IOpenApi api, EssScalingGroup group, CancellationToken cancellation)
    {
        var members = await new EssClient(api).DescribeScalingInstances(group.ScalingGroupId).AllAsync(cancellation).ConfigureAwait(false);
        var instances = await new EcsClient(api).DescribeInstancesAsync(members.ConvertAll(member => member.InstanceId), cancellation).ConfigureAwait(false);
        var images = instances.Select(instance => instance.ImageId).Distinct().ToList();
        return images.Count == 1 ? images[0] : null;
    }
}

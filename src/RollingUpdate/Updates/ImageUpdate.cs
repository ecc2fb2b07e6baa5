using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

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

    public override async Task CompleteAsync(GroupFacts facts, PlanChecks checks, UpdateRecord record, CancellationToken cancellation)
    {
        ScalingConfigurationId ??= facts.Group.ActiveScalingConfigurationId;
        record.ConfigurationImageId = await ImageOfConfigurationAsync(facts, checks, cancellation).ConfigureAwait(false);
        var images = ImagesOf(facts);
        if (SourceImageId is null)
            FindSourceImage(facts, images, checks, record.ConfigurationImageId);
        else
            checks.Pass("SourceImage", $"A rollback goes back to {SourceImageId}.");
        if (images.Count == 1 && images[0] == ImageId)
            checks.Warn("SameImage", $"All instances run {ImageId} already.", "Nothing needs an update, unless their disks are to be made anew.");
        await CheckImageAsync(facts, checks, cancellation).ConfigureAwait(false);
        checks.Pass("SystemDisk", "The instances get new system disks: what is on the old ones is lost.");
    }

    // What the instances run is what was before. The configuration tells only what new ones get: it may have been given the new image first.
    private void FindSourceImage(GroupFacts facts, List<string> images, PlanChecks checks, string? configurationImageId)
    {
        var before = images.Count > 1 ? images.Where(image => image != ImageId).ToList() : images;
        SourceImageId = before.Count == 0 || before.Contains(configurationImageId!) ? configurationImageId
            : before.Count == 1 ? before[0]
            : null;
        if (images.Count > 1)
        {
            checks.Warn("SourceImage", $"The instances run {images.Count} images ({string.Join(", ", images)}). "
                + (SourceImageId is null ? "A rollback needs -ImageId, which it gives to all of them." : $"A rollback gives all of them {SourceImageId}."),
                "Specify -SourceImageId to record another one now.");
        }
        else if (SourceImageId is null)
        {
            checks.Warn("SourceImage", $"The current image of the instances of {facts.Group.Label} could not be determined, so a rollback will need -ImageId.",
                "Specify -SourceImageId to record it now.");
        }
        else if (configurationImageId is not null && configurationImageId != SourceImageId)
        {
            checks.Warn("SourceImage", $"The instances run {SourceImageId}, but {ScalingConfigurationId} names {configurationImageId}. A rollback gives the instances {SourceImageId} and leaves the configuration with {configurationImageId}.",
                "Specify -SourceImageId to go back to another image.");
        }
        else
        {
            checks.Pass("SourceImage", $"A rollback goes back to {SourceImageId}.");
        }
    }

    // Of those that are updated; with none, of the group.
    private static List<string> ImagesOf(GroupFacts facts) =>
        (facts.Taken.Count > 0 ? facts.TakenMachines : facts.Machines.Values).Select(machine => machine.ImageId).OfType<string>().Distinct().ToList();

    public override void WriteInvoke(JObject parameters)
    {
        parameters["imageId"] = ImageId;
        parameters["sourceImageId"] = SourceImageId ?? "";
        parameters["scalingConfigurationId"] = ScalingConfigurationId ?? "";
        parameters["maxErrors"] = MaxErrors;
    }

    private async Task<string?> ImageOfConfigurationAsync(GroupFacts facts, PlanChecks checks, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(ScalingConfigurationId))
        {
            checks.Warn("Source", facts.Group.LaunchTemplateId is { } template
                ? $"{facts.Group.Label} is made from launch template {template}, which this update does not change: instances scaled out later still get the template's image."
                : "No scaling configuration is changed: instances scaled out later still get its image.",
                facts.Group.LaunchTemplateId is null ? "Leave -ScalingConfigurationId out to change the active one." : "Give the launch template a version with the new image.");
            return null;
        }

        var found = await new EssClient(facts.Api).DescribeScalingConfigurations(facts.Group.ScalingGroupId, new[] { ScalingConfigurationId! })
            .NextAsync(cancellation).ConfigureAwait(false);
        if (found is null)
        {
            throw new RollingUpdateException(ErrorKind.NotFound, "ScalingConfigurationNotFound",
                $"{facts.Group.Label} has no scaling configuration {ScalingConfigurationId}.", "Leave -ScalingConfigurationId out to use the active one.");
        }

        if (facts.Taken.Count == 0)
        {
            checks.Warn("Source", $"{ScalingConfigurationId} keeps image {found[0].ImageId}: the template ends before it changes that, since there is no instance to update.",
                "Change the image of the scaling configuration in the console, where new instances are to have it.");
        }
        else if (ScalingConfigurationId == facts.Group.ActiveScalingConfigurationId)
        {
            checks.Pass("Source", $"New instances are made from {ScalingConfigurationId}, which gets the image too.");
        }
        else
        {
            checks.Warn("Source", $"{ScalingConfigurationId} gets the image, but new instances are made from {facts.Group.ActiveScalingConfigurationId ?? facts.Group.LaunchTemplateId}.",
                "Leave -ScalingConfigurationId out to use the active one.");
        }

        return found[0].ImageId;
    }

    /// <summary>Checks that there is such an image, and that it suits the instances that are taken.</summary>
    public async Task CheckImageAsync(GroupFacts facts, PlanChecks checks, CancellationToken cancellation)
    {
        const string Look = "Look for the image's id in the ECS console, in this region and account.";
        EcsImage? image;
        try
        {
            image = await new EcsClient(facts.Api).FindImageAsync(ImageId, cancellation).ConfigureAwait(false);
        }
        catch (AccessDeniedException error)
        {
            checks.Warn("Image", $"Whether there is an image {ImageId} could not be checked ({error.Code}).", "Have ecs:DescribeImages granted too, and the next plan tells.");
            return;
        }

        var other = facts.TakenMachines.Where(machine => machine.OSType is not null && machine.OSType != image?.OSType).Select(machine => machine.InstanceId).ToList();
        if (image is null)
            checks.Fail("Image", $"There is no image {ImageId} in {facts.Api.RegionId} that this account may use.", Look);
        else if (image.Status != "Available")
            checks.Fail("Image", $"Image {ImageId} is {image.Status}, not Available.", "Wait until it is Available, or give another one.");
        else if (image.OSType is not null && other.Count > 0)
            checks.Fail("Image", $"Image {ImageId} is for {image.OSType}, but {string.Join(", ", other)} {(other.Count == 1 ? "runs" : "run")} another system.", "Give an image of the same operating system.");
        else
            checks.Pass("Image", $"Image {ImageId} is Available, for {image.OSType}.");
    }
}

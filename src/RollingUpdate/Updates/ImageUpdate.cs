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
        var images = facts.Members.Select(member => facts.Machines.TryGetValue(member.InstanceId, out var machine) ? machine.ImageId : null).OfType<string>().Distinct().ToList();
        // A group made from a launch template, or a configuration that names an image family: the instances know what they run.
        SourceImageId ??= record.ConfigurationImageId ?? (images.Count == 1 ? images[0] : null);
        if (SourceImageId is null)
        {
            checks.Warn("SourceImage", $"Which image the instances of {facts.Group.Label} come from cannot be told, so a rollback will have to be given -ImageId.",
                "Say -SourceImageId to have it recorded now.");
        }
        else if (images.Count > 1)
        {
            checks.Warn("SourceImage", $"The instances run {images.Count} images ({string.Join(", ", images)}); a rollback gives them all {SourceImageId}.",
                "Say -SourceImageId for another one.");
        }
        else
        {
            checks.Pass("SourceImage", $"A rollback goes back to {SourceImageId}.");
        }

        if (images.Count == 1 && images[0] == ImageId)
            checks.Warn("SameImage", $"All instances run {ImageId} already.", "Nothing needs an update, unless their disks are to be made anew.");
        await CheckImageAsync(facts, checks, cancellation).ConfigureAwait(false);
        checks.Pass("SystemDisk", "The instances get new system disks: what is on the old ones is lost.");
    }

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

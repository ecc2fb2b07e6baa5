namespace RollingUpdate.Updates;

/// <summary>A scaling configuration that an update gave a new image, and the image it gets back: the template's rollback leaves it as it is.</summary>
internal sealed class ConfigurationRestore
{
    public ConfigurationRestore(string scalingConfigurationId, string updatedImageId, string imageId)
    {
        ScalingConfigurationId = scalingConfigurationId;
        UpdatedImageId = updatedImageId;
        ImageId = imageId;
    }

    public string ScalingConfigurationId { get; }

    /// <summary>The image the update put there. A configuration that names another by now was changed since and is left alone.</summary>
    public string UpdatedImageId { get; }

    public string ImageId { get; }
}

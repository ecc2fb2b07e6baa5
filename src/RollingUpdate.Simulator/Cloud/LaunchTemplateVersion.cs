namespace RollingUpdate.Simulator.Cloud;

/// <summary>What one version of a launch template starts instances with.</summary>
internal sealed class LaunchTemplateVersion
{
    public LaunchTemplateVersion(int number, string imageId)
    {
        Number = number;
        ImageId = imageId;
    }

    public int Number { get; }

    public string ImageId { get; }

    public string? UserData { get; set; }

    public string? KeyPairName { get; set; }
}

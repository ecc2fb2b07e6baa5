namespace RollingUpdate.Updates;

/// <summary>The error for a scaling group that is not there.</summary>
internal static class ScalingGroupNotFound
{
    public static RollingUpdateException For(string scalingGroupId, string regionId) => new(
        ErrorKind.NotFound, "ScalingGroupNotFound", $"There is no scaling group {scalingGroupId} in {regionId}.",
        "Look with Get-EssScalingGroup, or give the group's region with -RegionId.");

    public static RollingUpdateException ForName(string name, string regionId) => new(
        ErrorKind.NotFound, "ScalingGroupNotFound", $"There is no scaling group named '{name}' in {regionId}.",
        $"Look with Get-EssScalingGroup *{name}*, or give the group's region with -RegionId.");
}

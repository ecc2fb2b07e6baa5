using System.Text.RegularExpressions;

namespace RollingUpdate.Sessions;

/// <summary>Checks the id of a region before a call is made: it becomes a part of a host name.</summary>
internal static class Region
{
    private const string Advice = "Give one of those Get-AliyunRegion lists, such as -RegionId cn-hangzhou.";

    /// <param name="regionId">The id.</param>
    /// <param name="whence">What ought to have a region.</param>
    /// <param name="foundIn">What it stands in; null where it was typed, and is in sight.</param>
    /// <exception cref="RollingUpdateException">There is none, or it cannot be one.</exception>
    public static string Check(string? regionId, string whence, string? foundIn = null)
    {
        if (regionId is null)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "RegionMissing", $"{whence} has no region.",
                "Say -RegionId cn-hangzhou, or set it for good: aliyun configure set --region cn-hangzhou.");
        }

        if (!Regex.IsMatch(regionId, "^[a-z]+(-[a-z0-9]+)+$", RegexOptions.CultureInvariant))
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidRegion", $"{(foundIn is null ? "" : foundIn + " has a wrong region: ")}'{regionId}' cannot be a region.", Advice);
        return regionId;
    }
}

using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ecs;

/// <summary>A region of the cloud.</summary>
public sealed class AliyunRegion
{
    /// <summary>The region's id, such as <c>cn-hangzhou</c>; binds to the next cmdlet's -RegionId.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The region's name in the language asked for.</summary>
    public string LocalName { get; internal set; } = "";

    /// <summary>The host of ECS in that region.</summary>
    public string? RegionEndpoint { get; internal set; }

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => RegionId;

    internal static AliyunRegion? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var region = new AliyunRegion();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "RegionId": region.RegionId = json.Text() ?? ""; break;
                case "LocalName": region.LocalName = json.Text() ?? ""; break;
                case "RegionEndpoint": region.RegionEndpoint = json.Text(); break;
                default: json.Skip(); break;
            }
        }

        return region;
    }
}

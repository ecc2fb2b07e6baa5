using System.Collections.Generic;
using System.Globalization;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A launch template; its versions are numbered from 1.</summary>
internal sealed class LaunchTemplate
{
    public LaunchTemplate(string id, string name)
    {
        Id = id;
        Name = name;
    }

    public string Id { get; }

    public string Name { get; }

    public int DefaultVersion { get; set; } = 1;

    public List<LaunchTemplateVersion> Versions { get; } = new();

    /// <summary>The version that a number, Default or Latest names; null when there is none.</summary>
    public LaunchTemplateVersion? Resolve(string? version)
    {
        var number = version switch
        {
            null or "" or "Default" => DefaultVersion,
            "Latest" => Versions.Count,
            _ => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0,
        };
        return number >= 1 && number <= Versions.Count ? Versions[number - 1] : null;
    }
}

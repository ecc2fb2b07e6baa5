using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A package on an instance.</summary>
internal sealed class InstalledPackage
{
    public InstalledPackage(string version, DateTimeOffset updated)
    {
        Version = version;
        Updated = updated;
    }

    public string Version { get; }

    public DateTimeOffset Updated { get; }
}

using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>An image that instances start from.</summary>
internal sealed class Image
{
    public Image(string id, string name, string osType)
    {
        Id = id;
        Name = name;
        OsType = osType;
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>linux or windows.</summary>
    public string OsType { get; }

    public string OwnerAlias { get; set; } = "system";

    public string Family { get; set; } = "";

    public string OsName { get; set; } = "";

    public string Platform { get; set; } = "";

    public string Status { get; set; } = "Available";

    /// <summary>GiB.</summary>
    public int Size { get; set; } = 20;

    public DateTimeOffset Created { get; set; }
}

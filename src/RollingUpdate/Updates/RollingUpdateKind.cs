namespace RollingUpdate.Updates;

/// <summary>What a rolling update changes on the instances; one public OOS template each.</summary>
public enum RollingUpdateKind
{
    /// <summary>The system disk, from another image.</summary>
    Image,

    /// <summary>Whatever a script does.</summary>
    Script,

    /// <summary>An OOS software package.</summary>
    Package,

    /// <summary>A file from an address, and a script.</summary>
    File,

    /// <summary>A file from OSS, and a script.</summary>
    OssFile,

    /// <summary>The containers of ECI instances.</summary>
    ContainerGroup,
}

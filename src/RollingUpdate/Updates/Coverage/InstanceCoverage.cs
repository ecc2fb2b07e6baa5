namespace RollingUpdate.Updates.Coverage;

/// <summary>Whether an instance is as an update should have made it.</summary>
public enum InstanceCoverage
{
    /// <summary>It is.</summary>
    Covered,

    /// <summary>It was there and fit to be updated, and the update never came to it.</summary>
    Missing,

    /// <summary>The update failed on it, or was cut off.</summary>
    Failed,

    /// <summary>The update put it into Standby and left it there.</summary>
    Standby,

    /// <summary>It was added since, and is as instances were before.</summary>
    ScaledOutSince,

    /// <summary>The update succeeded on it, but its image, package or tag is another one by now, or it was taken back.</summary>
    Differs,

    /// <summary>The update was not meant for it.</summary>
    LeftOut,

    /// <summary>It is no longer in the group.</summary>
    Gone,
}

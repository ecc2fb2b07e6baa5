namespace RollingUpdate.Updates;

/// <summary>What is done with an OOS package.</summary>
public enum PackageAction
{
    /// <summary>It is installed, or brought to the version given.</summary>
    Install,

    /// <summary>It is removed.</summary>
    Uninstall,
}

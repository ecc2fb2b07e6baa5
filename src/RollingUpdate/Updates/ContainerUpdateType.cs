namespace RollingUpdate.Updates;

/// <summary>How the containers of a group are replaced.</summary>
public enum ContainerUpdateType
{
    /// <summary>Only what the given containers say is changed.</summary>
    IncrementalUpdate,

    /// <summary>The given containers take the place of all there were.</summary>
    RenewUpdate,
}

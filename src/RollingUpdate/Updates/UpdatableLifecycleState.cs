namespace RollingUpdate.Updates;

/// <summary>The lifecycle states of instances that an update can take.</summary>
public enum UpdatableLifecycleState
{
    /// <summary>In service.</summary>
    InService,

    /// <summary>In service and protected from scaling in; the protection is taken away during the update and given back.</summary>
    Protected,
}

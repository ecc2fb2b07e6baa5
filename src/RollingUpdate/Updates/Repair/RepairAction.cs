namespace RollingUpdate.Updates.Repair;

/// <summary>What puts right something that an update left.</summary>
public enum RepairAction
{
    /// <summary>An instance is taken out of Standby, started before where it is stopped.</summary>
    ExitStandby,

    /// <summary>An instance is protected from scaling in again.</summary>
    ProtectInstance,

    /// <summary>The scaling configuration gets the image that the instances run.</summary>
    ModifyScalingConfiguration,

    /// <summary>Processes of the group are resumed.</summary>
    ResumeProcesses,

    /// <summary>Nothing can be done by itself; an admin has to decide.</summary>
    Decide,
}

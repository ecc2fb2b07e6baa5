namespace RollingUpdate.Updates.Repair;

/// <summary>What became of a repair step.</summary>
public enum RepairStatus
{
    /// <summary>It is to be done.</summary>
    Needed,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was asked for and failed; an error tells why.</summary>
    Failed,
}

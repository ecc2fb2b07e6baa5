namespace RollingUpdate.Updates.Watching;

/// <summary>What ends a wait.</summary>
public enum WaitUntil
{
    /// <summary>Only the execution's end; a pause is told, and waited for.</summary>
    Ended,

    /// <summary>A pause too.</summary>
    Waiting,
}

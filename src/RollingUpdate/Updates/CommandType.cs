namespace RollingUpdate.Updates;

/// <summary>What Cloud Assistant runs a script with.</summary>
public enum CommandType
{
    /// <summary>The shell, on Linux.</summary>
    RunShellScript,

    /// <summary>PowerShell, on Windows.</summary>
    RunPowerShellScript,

    /// <summary>The command prompt, on Windows.</summary>
    RunBatScript,
}

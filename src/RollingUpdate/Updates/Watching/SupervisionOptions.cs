namespace RollingUpdate.Updates.Watching;

/// <summary>What is done with updates besides looking at them.</summary>
internal sealed class SupervisionOptions
{
    /// <summary>Decides at each batch pause; null leaves pauses to the admin.</summary>
    public BatchGate? Gate { get; set; }

    /// <summary>What is done when an update fails, or its gate says no.</summary>
    public UpdateFailureAction FailureAction { get; set; }

    /// <summary>What ends with this watch, in brackets: another wait neither asks its gate nor takes back. Empty for nothing.</summary>
    public string EndsWithWait => (Gate is not null, FailureAction == UpdateFailureAction.Rollback) switch
    {
        (true, true) => " (which asks no gate and takes nothing back)",
        (true, false) => " (which asks no gate)",
        (false, true) => " (which takes nothing back)",
        _ => "",
    };

    /// <summary>How the rollback that <see cref="UpdateFailureAction.Rollback"/> asks for is started.</summary>
    public RollbackSettings Rollback { get; set; } = new();

    /// <summary>Whether processes that the template's rollback resumes too much or too little are put right at its end.</summary>
    public bool RestoreProcesses { get; set; }
}

namespace RollingUpdate.Updates.Policies;

/// <summary>A RAM action that a rolling update needs, and what for.</summary>
public sealed class EssPolicyAction
{
    internal EssPolicyAction(string action, string purpose)
    {
        Action = action;
        Purpose = purpose;
    }

    /// <summary>The action as RAM names it, such as <c>ess:SuspendProcesses</c>.</summary>
    public string Action { get; }

    /// <summary>What it is needed for.</summary>
    public string Purpose { get; }

    /// <summary>The action.</summary>
    public override string ToString() => Action;
}

namespace RollingUpdate.Updates.Planning;

/// <summary>An instance of the group that an update does not touch.</summary>
public sealed class EssLeftOutInstance
{
    internal EssLeftOutInstance(string instanceId, string lifecycleState, string reason)
    {
        InstanceId = instanceId;
        LifecycleState = lifecycleState;
        Reason = reason;
    }

    /// <summary>The instance's id, <c>i-…</c>.</summary>
    public string InstanceId { get; }

    /// <summary>Its lifecycle state now.</summary>
    public string LifecycleState { get; }

    /// <summary>Why it is left out.</summary>
    public string Reason { get; }

    /// <summary>Id and reason.</summary>
    public override string ToString() => $"{InstanceId} ({Reason})";
}

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A lifecycle hook of a scaling group.</summary>
internal sealed class LifecycleHook
{
    public LifecycleHook(string id, string name, string transition)
    {
        Id = id;
        Name = name;
        Transition = transition;
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>SCALE_OUT or SCALE_IN.</summary>
    public string Transition { get; set; }

    public string NotificationArn { get; set; } = "";

    public string NotificationMetadata { get; set; } = "";

    public string DefaultResult { get; set; } = "CONTINUE";

    /// <summary>Seconds.</summary>
    public int HeartbeatTimeout { get; set; } = 600;

    public string Status { get; set; } = "Active";
}

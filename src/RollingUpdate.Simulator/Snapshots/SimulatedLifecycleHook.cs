using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator;

/// <summary>A lifecycle hook of the simulator at one moment.</summary>
public sealed class SimulatedLifecycleHook
{
    internal SimulatedLifecycleHook(LifecycleHook hook)
    {
        LifecycleHookId = hook.Id;
        LifecycleHookName = hook.Name;
        LifecycleTransition = hook.Transition;
        NotificationArn = hook.NotificationArn;
        NotificationMetadata = hook.NotificationMetadata;
    }

    /// <summary>The id, ash-….</summary>
    public string LifecycleHookId { get; }

    /// <summary>The name.</summary>
    public string LifecycleHookName { get; }

    /// <summary>SCALE_OUT or SCALE_IN.</summary>
    public string LifecycleTransition { get; }

    /// <summary>What is told, such as an OOS template.</summary>
    public string NotificationArn { get; }

    /// <summary>What is told to it.</summary>
    public string NotificationMetadata { get; }

    /// <inheritdoc/>
    public override string ToString() => LifecycleHookName;
}

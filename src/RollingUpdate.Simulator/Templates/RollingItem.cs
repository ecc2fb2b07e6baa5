using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Templates;

/// <summary>One instance to be updated, with the lifecycle state it had when the update began.</summary>
internal sealed class RollingItem
{
    public RollingItem(string instanceId, string? lifecycleState, bool asObject)
    {
        InstanceId = instanceId;
        LifecycleState = lifecycleState;
        LoopItem = asObject ? new JObject { [nameof(InstanceId)] = instanceId, [nameof(LifecycleState)] = lifecycleState } : new JValue(instanceId);
    }

    public string InstanceId { get; }

    /// <summary>Null when the template does not keep it, or a rollback's source did not record it.</summary>
    public string? LifecycleState { get; }

    /// <summary>The item as the template's loop sees it.</summary>
    public JToken LoopItem { get; }
}

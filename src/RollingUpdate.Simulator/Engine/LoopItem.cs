using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Engine;

/// <summary>One item of a loop over instances, and what became of it.</summary>
internal sealed class LoopItem
{
    private readonly bool _isObject;

    /// <param name="instanceId">The instance.</param>
    /// <param name="lifecycleState">Its lifecycle state when the update began; null when the template does not keep it, or a rollback's source did not record it.</param>
    /// <param name="isObject">Whether the template's list has objects of both rather than plain ids.</param>
    public LoopItem(string instanceId, string? lifecycleState, bool isObject)
    {
        InstanceId = instanceId;
        LifecycleState = lifecycleState;
        _isObject = isObject;
    }

    public string InstanceId { get; }

    public string? LifecycleState { get; }

    public TaskExecution? Task { get; set; }

    /// <summary>Whether it failed and nobody has settled that yet.</summary>
    public bool IsOpenFailure { get; set; }

    /// <summary>The item as the template's list has it.</summary>
    public JToken ToJson() => _isObject ? new JObject { [nameof(InstanceId)] = InstanceId, [nameof(LifecycleState)] = LifecycleState } : new JValue(InstanceId);

    /// <summary>As JSON text.</summary>
    public override string ToString() => ToJson().ToString(Formatting.None);
}

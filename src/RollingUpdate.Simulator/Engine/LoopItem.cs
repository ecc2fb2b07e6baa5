using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Engine;

/// <summary>One item of a batch loop and what became of it.</summary>
internal sealed class LoopItem
{
    public LoopItem(JToken value, JObject parameters)
    {
        Value = value;
        Parameters = parameters;
    }

    /// <summary>The item as the template's list has it: an instance id, or an object with id and lifecycle state.</summary>
    public JToken Value { get; }

    /// <summary>What the child execution is given.</summary>
    public JObject Parameters { get; }

    public TaskExecution? Task { get; set; }

    /// <summary>Whether it failed and nobody has settled that yet.</summary>
    public bool IsOpenFailure { get; set; }
}

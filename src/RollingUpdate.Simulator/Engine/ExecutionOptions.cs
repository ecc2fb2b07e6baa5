using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Engine;

/// <summary>How an execution is to be run, apart from its template's parameters.</summary>
internal sealed class ExecutionOptions
{
    /// <summary>Automatic, FailurePause or Debug. Debug runs here like FailurePause, one item at a time.</summary>
    public string Mode { get; set; } = "Automatic";

    public string LoopMode { get; set; } = "Automatic";

    /// <summary>Skip or ConfirmEveryHighRiskAction. Sources contradict each other on the default; the newest says Skip.</summary>
    public string SafetyCheck { get; set; } = "Skip";

    public string Description { get; set; } = "";

    public string ResourceGroupId { get; set; } = "";

    public JObject? Tags { get; set; }

    public bool PausesOnFailure => Mode != "Automatic";
}

using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>ACS::ESS::RunCommand: a script, which has to end with exit code 0.</summary>
internal sealed class RunCommandAction : StandbyAction
{
    public override string Name => "ACS::ESS::RunCommand";

    public override IReadOnlyList<KeyValuePair<string, JToken>> Defaults { get; } = StandbyDefaults.Concat(new KeyValuePair<string, JToken>[]
    {
        new("workingDir", ""),
        new("timeout", 600),
    }).ToList();

    protected override async Task Work(Flow flow, string instanceId)
    {
        // Empty, which it is in a rollback that is given no script, it counts as not given, and ECS asks for it. The instance is Standby by then.
        var content = flow.Text("commandContent") is { Length: > 0 } given ? given : null;
        var output = await CommandSteps.Run(flow, instanceId, flow.Text("commandType"), content, flow.Number("timeout"));
        flow.Execution.Outputs = new NamedValues(1) { ["invocationOutput"] = output };
    }
}

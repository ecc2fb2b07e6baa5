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
        var output = await CommandSteps.Run(flow, instanceId, flow.Text("commandType"), flow.Text("commandContent"), flow.Number("timeout"));
        flow.Execution.Outputs = new NamedValues(1) { ["invocationOutput"] = output };
    }
}

using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Actions;

/// <summary>ACS::ECS::RunCommand: a command on one instance, without Standby; other actions run it as a child execution of their own.</summary>
internal sealed class EcsRunCommandAction : InstanceAction
{
    /// <summary>Seconds; the actions that use it allow as much for their scripts.</summary>
    private const int Timeout = 600;

    public static EcsRunCommandAction Instance { get; } = new();

    public override string Name => "ACS::ECS::RunCommand";

    public override async Task Run(Flow flow)
    {
        // What becomes of an empty one here, after the download of a file, is not known; it is run as a script that does nothing.
        var output = await CommandSteps.Run(flow, flow.InstanceId!, flow.Text("commandType"), flow.Text("commandContent"), Timeout);
        flow.Execution.Outputs = new NamedValues(1) { ["invocationOutput"] = output };
    }
}

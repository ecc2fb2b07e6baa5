using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Waiting;

/// <summary>A gate that is a script block. It runs on the pipeline thread, in the scope it was written in.</summary>
internal sealed class ScriptGate
{
    private readonly ScriptBlock _script;
    private readonly StreamPump _pump;

    public ScriptGate(ScriptBlock script, StreamPump pump)
    {
        _script = script;
        _pump = pump;
    }

    public Task<GateAnswer> AskAsync(EssRollingUpdate update, IReadOnlyList<EssInstanceUpdate> instances)
    {
        var answer = new TaskCompletionSource<GateAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pump.Post(() => answer.SetResult(Run(update, instances)));
        return answer.Task;
    }

    private GateAnswer Run(EssRollingUpdate update, IReadOnlyList<EssInstanceUpdate> instances)
    {
        try
        {
            var variables = new List<PSVariable> { new("_", update), new("Instances", instances.ToArray()) };
            var output = _script.InvokeWithContext(null, variables, update, instances.ToArray());
            return Read(output.Select(item => item?.BaseObject).ToList());
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (LoopFlowException)
        {
            // It would leave a loop around the cmdlet, and with it the wait.
            return GateAnswer.No("it ended with break or continue. Let it return $true or $false.");
        }
        catch (RuntimeException error)
        {
            return GateAnswer.No($"it failed: {error.Message.TrimEnd('.')}.");
        }
    }

    // PowerShell takes any text for true, 'false' too, so only a boolean decides. A gate may write something before it, but no $false: of
    // two checks it writes, both must hold.
    private static GateAnswer Read(List<object?> output) => output.LastOrDefault() switch
    {
        _ when output.Contains(false) => GateAnswer.No("it gave False."),
        true => GateAnswer.Yes,
        null => GateAnswer.No("it gave nothing."),
        var other => GateAnswer.No($"it gave '{other}' ({other.GetType().Name}). Only $true lets the next batch begin."),
    };
}

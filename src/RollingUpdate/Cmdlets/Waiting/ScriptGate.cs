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
            // What a gate says last counts: a script that writes a line and then $false has not said yes.
            var last = output.LastOrDefault();
            return LanguagePrimitives.IsTrue(last) ? GateAnswer.Yes
                : GateAnswer.No($"it gave {(last is null ? "nothing" : last.ToString() is { Length: > 0 } text ? text : "an empty text")}.");
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException error)
        {
            return GateAnswer.No($"it failed: {error.Message.TrimEnd('.')}.");
        }
    }
}

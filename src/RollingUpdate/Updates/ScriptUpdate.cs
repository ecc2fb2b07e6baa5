using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>A script that Cloud Assistant runs on each instance.</summary>
internal sealed class ScriptUpdate : UpdatePayload
{
    public ScriptUpdate(string script, CommandType commandType)
    {
        CommandType = commandType;
        Script = UpdateScript.Normalise(script, commandType);
    }

    public override RollingUpdateKind Kind => RollingUpdateKind.Script;

    public string Script { get; }

    public CommandType CommandType { get; }

    /// <summary>What a rollback runs; it is always run as a shell script.</summary>
    public string? RollbackScript { get; set; }

    public override string Describe() => $"script ({Script.Length} characters, {CommandType})";

    public override void Check()
    {
        UpdateScript.Check(Script, "Script", "InvalidScript");
        if (RollbackScript is not null)
        {
            RollbackScript = UpdateScript.Normalise(RollbackScript, CommandType.RunShellScript);
            UpdateScript.Check(RollbackScript, "RollbackScript", "InvalidRollbackScript");
        }
    }

    public override Task CompleteAsync(GroupFacts facts, PlanChecks checks, UpdateRecord record, CancellationToken cancellation)
    {
        var forWindows = CommandType != CommandType.RunShellScript;
        var others = facts.TakenMachines.Where(machine => machine.OSType is { } os && os == "windows" != forWindows).Select(machine => machine.InstanceId).ToList();
        if (others.Count > 0)
        {
            checks.Fail("Script", $"A {CommandType} cannot run on {string.Join(", ", others)}, which {(others.Count == 1 ? "is" : "are")} not {(forWindows ? "Windows" : "Linux")}.",
                forWindows ? "Leave -CommandType out for Linux." : "Give -CommandType RunPowerShellScript or RunBatScript for Windows.");
        }
        else
        {
            checks.Pass("Script", "A script that runs longer than 600 s or ends with an exit code other than 0 fails its instance, which then stays in Standby until Repair-EssScalingGroup or a rollback.");
        }

        if (forWindows && RollbackScript is not null)
            checks.Warn("RollbackScript", "The template runs every rollback script in the Linux shell, so this update cannot be rolled back on Windows.", "Undo it with another update, if it has to be.");
        else if (RollbackScript is null)
            checks.Warn("RollbackScript", "There is no rollback script, so a rollback will have to be given one.", "Give -RollbackScript now, to have it recorded.");
        else
            checks.Pass("RollbackScript", "A rollback runs the rollback script.");
        return Task.CompletedTask;
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["commandType"] = CommandType.ToString();
        parameters["invokeScript"] = Script;
        parameters["rollbackScript"] = RollbackScript ?? "";
    }
}

using Newtonsoft.Json.Linq;

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

    public override void WriteInvoke(JObject parameters)
    {
        parameters["commandType"] = CommandType.ToString();
        parameters["invokeScript"] = Script;
        parameters["rollbackScript"] = RollbackScript ?? "";
    }
}

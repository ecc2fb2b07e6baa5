using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;
using RollingUpdate.Simulator.Templates;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>The actions of OOS on executions, 2019-06-01.</summary>
internal sealed class ExecutionService
{
    /// <summary>The one version of OOS.</summary>
    public const string Version = "2019-06-01";
    private static readonly string[] NotifyTypes = { "Approve", "Reject", "RetryTask", "SkipTask", "CancelTask", "ExecuteTask", "CompleteExecution" };
    private readonly ExecutionEngine _engine;
    private readonly ExecutionListing _listing;

    public ExecutionService(ExecutionEngine engine)
    {
        _engine = engine;
        _listing = new ExecutionListing(engine.Executions);
    }

    public void Register(ApiCatalog catalog)
    {
        catalog.WriteOnce("oos", Version, "StartExecution", StartExecution);
        catalog.Read("oos", Version, "ListExecutions", _listing.List);
        catalog.Write("oos", Version, "NotifyExecution", NotifyExecution);
        catalog.Write("oos", Version, "CancelExecution", CancelExecution);
        catalog.Write("oos", Version, "DeleteExecutions", DeleteExecutions);
        catalog.WriteOnce("oos", Version, "UpdateExecution", UpdateExecution);
    }

    private JObject StartExecution(ApiCall call)
    {
        var p = call.Parameters;
        if (p.Text("TemplateContent") != null || p.Text("TemplateURL") != null)
            throw new ApiException(400, "UnsupportedOperation", "The simulator runs public templates by their name only.");
        var template = TemplateCatalog.Find(TemplateName(p), p.Text("TemplateVersion"));
        var parameters = ParameterDefinition.Bind(template.Parameters, p.JsonObject("Parameters") ?? new JObject());
        var options = new ExecutionOptions
        {
            Mode = p.OneOf("Mode", "Automatic", "FailurePause", "Debug") ?? "Automatic",
            LoopMode = p.OneOf("LoopMode", "Automatic", "FirstBatchPause", "EveryBatchPause") ?? "Automatic",
            SafetyCheck = p.OneOf("SafetyCheck", "Skip", "ConfirmEveryHighRiskAction") ?? "Skip",
            Description = p.Text("Description") ?? "",
            ResourceGroupId = p.Text("ResourceGroupId") ?? "",
            Tags = Tags(p),
        };
        var parent = p.Text("ParentExecutionId") is { } parentId ? Find(parentId) : null;
        var execution = _engine.Start(template, parameters, call.Caller, call.RegionId, options, parent);
        call.ExecutionId = execution.Id;
        return new JObject { ["Execution"] = OosJson.StartedExecution(execution) };
    }

    private JObject NotifyExecution(ApiCall call)
    {
        var p = call.Parameters;
        var execution = Find(p.Required("ExecutionId"));
        var type = p.Required("NotifyType");
        p.OneOf("NotifyType", NotifyTypes);
        if (type is "ExecuteTask" or "CompleteExecution")
            throw new ApiException(400, "UnsupportedOperation", $"The simulator does not have {type}.");
        var tasks = new List<string>(p.JsonList("TaskExecutionIds") ?? new List<string>());
        if (p.Text("TaskExecutionId") is { } task)
            tasks.Add(task);
        var unknown = tasks.Find(id => !execution.Tasks.Exists(t => t.Id == id));
        if (unknown != null)
            throw new ApiException(404, "EntityNotExists.TaskExecution", $"The execution has no task execution {unknown}.");
        _engine.Notify(execution, type, tasks, p.Text("NotifyNote") ?? "");
        return new JObject();
    }

    private JObject CancelExecution(ApiCall call)
    {
        var execution = Find(call.Parameters.Required("ExecutionId"));
        // What the service says to an execution that has ended is not documented.
        if (execution.IsEnded)
            throw new ApiException(400, "InvalidExecutionStatus", $"The execution has ended already: {execution.Status}.");
        _engine.Cancel(execution);
        return new JObject();
    }

    private JObject DeleteExecutions(ApiCall call)
    {
        var ids = call.Parameters.JsonList("ExecutionIds") ?? throw ApiException.Missing("ExecutionIds");
        if (ids.Count is 0 or > 100)
            throw ApiException.Invalid("ExecutionIds", "1 to 100 executions in one call.");
        var force = call.Parameters.Boolean("Force") == true;
        var executions = ids.Distinct().Select(Find).ToList();
        var running = executions.Find(e => !e.IsEnded);
        if (running != null && !force)
            throw new ApiException(400, "InvalidExecutionStatus", $"The execution {running.Id} has not ended; Force deletes it nevertheless.");
        foreach (var execution in executions)
        {
            _engine.Cancel(execution);
            _engine.Executions.Remove(execution);
        }

        return new JObject();
    }

    private JObject UpdateExecution(ApiCall call)
    {
        var p = call.Parameters;
        var options = Find(p.Required("ExecutionId")).Options;
        options.Description = p.Text("Description") ?? options.Description;
        options.ResourceGroupId = p.Text("ResourceGroupId") ?? options.ResourceGroupId;
        options.Tags = p.Text("Tags") == null ? options.Tags : Tags(p);
        return new JObject();
    }

    private Execution Find(string id) =>
        _engine.Executions.Find(id) ?? throw new ApiException(404, "EntityNotExists.Execution", $"The specified execution {id} does not exist.");

    private static string TemplateName(ApiParameters p)
    {
        var name = p.Required("TemplateName");
        if (!Regex.IsMatch(name, "^[A-Za-z0-9_-]{1,200}$"))
            throw ApiException.Invalid("TemplateName", "1 to 200 letters, digits, hyphens and underscores.");
        return name;
    }

    private static JObject? Tags(ApiParameters p)
    {
        var tags = p.JsonObject("Tags");
        if (tags == null)
            return null;
        if (tags.Count > 20)
            throw ApiException.Invalid("Tags", "at most 20 pairs.");
        if (tags.Properties().Any(t => t.Value is JContainer || t.Name.StartsWith("acs:", StringComparison.OrdinalIgnoreCase) || t.Name.StartsWith("aliyun", StringComparison.OrdinalIgnoreCase)))
            throw ApiException.Invalid("Tags", "values must be texts, and keys must not begin with acs: or aliyun.");
        return tags;
    }
}

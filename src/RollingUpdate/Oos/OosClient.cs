using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>The calls of Operation Orchestration Service that the module makes (API version 2019-06-01).</summary>
internal sealed class OosClient
{
    /// <summary>The most that ListExecutions gives in a page.</summary>
    public const int LargestPage = 100;

    /// <summary>The most that DeleteExecutions takes.</summary>
    public const int MostDeleted = 100;

    public static readonly ApiProduct Product = new("oos", "2019-06-01", EndpointRule.Regional("oos"));

    private readonly IOpenApi _api;
    private readonly OosExecutionReader _executions;

    public OosClient(IOpenApi api)
    {
        _api = api;
        _executions = new OosExecutionReader(api);
    }

    /// <summary>Starts an execution; the client token makes that safe to send again.</summary>
    public Task<OosExecution> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellation)
    {
        var call = Call("StartExecution", Repeatable.Always);
        call.Parameters
            .Add("TemplateName", request.TemplateName)
            .Add("TemplateVersion", request.TemplateVersion)
            .Add("Parameters", request.ParametersJson)
            .Add("Mode", request.Mode)
            .Add("LoopMode", request.LoopMode)
            .Add("SafetyCheck", request.SafetyCheck)
            .Add("ClientToken", request.ClientToken)
            .Add("Description", request.Description)
            .Add("ResourceGroupId", request.ResourceGroupId)
            .Add("Tags", JsonWriting.Of(request.Tags));
        return _api.CallAsync(call, json => json.Member("Execution", _executions.Read) ?? throw new UnexpectedAnswerException("The answer has no Execution."), cancellation);
    }

    /// <summary>One execution by its id; null when there is none (OOS answers that with an empty list).</summary>
    public async Task<OosExecution?> FindExecutionAsync(string executionId, CancellationToken cancellation)
    {
        var page = await ListExecutionsAsync(new ExecutionFilter { ExecutionId = executionId }, null, null, cancellation).ConfigureAwait(false);
        return page.Items.Length > 0 ? page.Items[0] : null;
    }

    // What was not asked for is no answer: to be taken for the execution that was, it would end waits and be cancelled in its place.
    private static Page<OosExecution> OnlyAskedFor(Page<OosExecution> page, string? executionId) =>
        executionId is null || page.Items.All(execution => execution.ExecutionId == executionId) ? page
        : throw new UnexpectedAnswerException($"The answer names another execution than {executionId}.");

    public PageReader<OosExecution> ListExecutions(ExecutionFilter filter) =>
        new((token, cancellation) => ListExecutionsAsync(filter, LargestPage, token, cancellation));

    public Task<Page<OosExecution>> ListExecutionsAsync(ExecutionFilter filter, int? maxResults, string? nextToken, CancellationToken cancellation)
    {
        var call = Call("ListExecutions", Repeatable.Always);
        call.Parameters
            .Add("ExecutionId", filter.ExecutionId)
            .Add("ParentExecutionId", filter.ParentExecutionId)
            .Add("IncludeChildExecution", filter.IncludeChildExecution)
            .Add("Depth", filter.Depth)
            .Add("TemplateName", filter.TemplateName)
            .Add("Status", filter.Status)
            .Add("Mode", filter.Mode)
            .Add("Category", filter.Category)
            .Add("Categories", JsonWriting.Of(filter.Categories))
            .Add("StartDateAfter", filter.StartDateAfter)
            .Add("StartDateBefore", filter.StartDateBefore)
            .Add("EndDateAfter", filter.EndDateAfter)
            .Add("EndDateBefore", filter.EndDateBefore)
            .Add("ExecutedBy", filter.ExecutedBy)
            .Add("RamRole", filter.RamRole)
            .Add("Description", filter.Description)
            .Add("ResourceId", filter.ResourceId)
            .Add("ResourceTemplateName", filter.ResourceTemplateName)
            .Add("ResourceGroupId", filter.ResourceGroupId)
            .Add("AccountId", filter.AccountId)
            .Add("Tags", JsonWriting.Of(filter.Tags))
            .Add("RdFolderIds", JsonWriting.Of(filter.RdFolderIds))
            .Add("SortField", filter.SortField)
            .Add("SortOrder", filter.SortOrder)
            .Add("MaxResults", maxResults)
            .Add("NextToken", nextToken);
        return _api.CallAsync(call, json => OnlyAskedFor(json.ReadPage("Executions", _executions.Read), filter.ExecutionId), cancellation);
    }

    /// <param name="executionId">Whose tasks.</param>
    /// <param name="status">Only with this status; null for all.</param>
    /// <param name="includeLoopItems">Whether the items of loops are listed too.</param>
    public PageReader<OosTaskExecution> ListTaskExecutions(string executionId, string? status = null, bool includeLoopItems = false) => new((token, cancellation) =>
    {
        var call = Call("ListTaskExecutions", Repeatable.Always);
        call.Parameters
            .Add("ExecutionId", executionId)
            .Add("Status", status)
            .Add("IncludeChildTaskExecution", includeLoopItems ? true : null)
            .Add("MaxResults", LargestPage)
            .Add("NextToken", token);
        return _api.CallAsync(call, json => json.ReadPage("TaskExecutions", ReadTask), cancellation);
    });

    /// <summary>The packages OOS has installed on an instance.</summary>
    public PageReader<OosPackageState> ListInstancePackageStates(string instanceId) => new((token, cancellation) =>
    {
        var call = Call("ListInstancePackageStates", Repeatable.Always);
        call.Parameters.Add("InstanceId", instanceId).Add("MaxResults", LargestPage).Add("NextToken", token);
        return _api.CallAsync(call, json => json.ReadPage("PackageStates", OosPackageState.Read), cancellation);
    });

    /// <summary>Cancels an execution. Not sent again after a lost answer: the state tells whether it worked.</summary>
    public Task CancelExecutionAsync(string executionId, CancellationToken cancellation)
    {
        var call = Call("CancelExecution", Repeatable.OnlyWhenNotCarriedOut);
        call.Parameters.Add("ExecutionId", executionId);
        return _api.CallAsync(call, JsonReading.Nothing, cancellation);
    }

    /// <summary>Tells a waiting execution how to go on. Not sent again after a lost answer: approving twice would pass two pauses.</summary>
    /// <param name="executionId">Which execution.</param>
    /// <param name="notifyType">Approve, Reject, RetryTask, SkipTask and so on.</param>
    /// <param name="note">Free text that is kept with the decision.</param>
    /// <param name="taskExecutionIds">Which task runs are meant; null for what the execution waits for.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task NotifyExecutionAsync(
        string executionId, string notifyType, string? note, IReadOnlyList<string>? taskExecutionIds, CancellationToken cancellation)
    {
        var call = Call("NotifyExecution", Repeatable.OnlyWhenNotCarriedOut);
        call.Parameters
            .Add("ExecutionId", executionId)
            .Add("NotifyType", notifyType)
            .Add("NotifyNote", note)
            .Add("TaskExecutionId", taskExecutionIds is { Count: 1 } ? taskExecutionIds[0] : null)
            .Add("TaskExecutionIds", taskExecutionIds is { Count: > 1 } ? JsonWriting.Of(taskExecutionIds) : null);
        return _api.CallAsync(call, JsonReading.Nothing, cancellation);
    }

    /// <summary>Deletes executions; deleting what is deleted already does no harm.</summary>
    /// <param name="executionIds">At most <see cref="MostDeleted"/>.</param>
    /// <param name="force">Whether those that run are deleted too.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task DeleteExecutionsAsync(IReadOnlyList<string> executionIds, bool force, CancellationToken cancellation)
    {
        var call = Call("DeleteExecutions", Repeatable.Always);
        call.Parameters.Add("ExecutionIds", JsonWriting.Of(executionIds)).Add("Force", force ? true : null);
        return _api.CallAsync(call, JsonReading.Nothing, cancellation);
    }

    /// <summary>Replaces the tags of an execution, also of one that has ended.</summary>
    public Task UpdateExecutionTagsAsync(string executionId, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        var call = Call("UpdateExecution", Repeatable.Always);
        call.Parameters.Add("ExecutionId", executionId).Add("Tags", JsonWriting.Of(tags));
        return _api.CallAsync(call, JsonReading.Nothing, cancellation);
    }

    /// <param name="executionId">Whose log.</param>
    /// <param name="taskExecutionId">Only of this task run; null for all.</param>
    /// <param name="logType">Only of this type, such as System; null for all.</param>
    public PageReader<OosLogEntry> ListExecutionLogs(string executionId, string? taskExecutionId, string? logType) => new((token, cancellation) =>
    {
        var call = Call("ListExecutionLogs", Repeatable.Always);
        call.Parameters
            .Add("ExecutionId", executionId)
            .Add("TaskExecutionId", taskExecutionId)
            .Add("LogType", logType)
            .Add("MaxResults", LargestPage)
            .Add("NextToken", token);
        return _api.CallAsync(call, json => json.ReadPage("ExecutionLogs", item => OosLogEntry.Read(item, executionId)), cancellation);
    });

    /// <summary>A template with its text.</summary>
    public Task<OosTemplate> GetTemplateAsync(string templateName, string? version, CancellationToken cancellation)
    {
        var call = Call("GetTemplate", Repeatable.Always);
        call.Parameters.Add("TemplateName", templateName).Add("TemplateVersion", version);
        return _api.CallAsync(call, json => Own(OosTemplate.ReadWithContent(json)), cancellation);
    }

    /// <summary>The permissions a template needs and the caller, or the role, does not have: JSON text in Python's quotes; null for none.</summary>
    public Task<string?> FindMissingPolicyAsync(string templateName, string? ramRole, CancellationToken cancellation)
    {
        var call = Call("GenerateExecutionPolicy", Repeatable.Always);
        call.Parameters.Add("TemplateName", templateName).Add("RamRole", ramRole);
        return _api.CallAsync(call, json => json.Member("MissingPolicy", JsonReading.Text) is { } missing && !string.IsNullOrWhiteSpace(missing) ? missing : null, cancellation);
    }

    /// <summary>Templates without their texts.</summary>
    /// <param name="name">A part of the name; null for all.</param>
    /// <param name="shareType">Public or Private; null for both.</param>
    /// <param name="templateType">Automation, State or Package; null for all.</param>
    public PageReader<OosTemplate> ListTemplates(string? name, string? shareType, string? templateType = null) => new((token, cancellation) =>
    {
        var call = Call("ListTemplates", Repeatable.Always);
        call.Parameters.Add("TemplateName", name).Add("ShareType", shareType).Add("TemplateType", templateType).Add("MaxResults", LargestPage).Add("NextToken", token);
        return _api.CallAsync(call, json => json.ReadPage("Templates", item => OosTemplate.Read(item) is { } template ? Own(template) : null), cancellation);
    });

    /// <summary>The versions of a template or package, in the order of the service.</summary>
    public PageReader<OosTemplateVersion> ListTemplateVersions(string templateName) => new((token, cancellation) =>
    {
        var call = Call("ListTemplateVersions", Repeatable.Always);
        call.Parameters.Add("TemplateName", templateName).Add("MaxResults", LargestPage).Add("NextToken", token);
        return _api.CallAsync(call, json => json.ReadPage("TemplateVersions", OosTemplateVersion.Read), cancellation);
    });

    private OosTaskExecution? ReadTask(JsonReader json)
    {
        if (OosTaskExecution.Read(json) is not { } task)
            return null;
        (task.RegionId, task.ProfileName) = (_api.RegionId, _api.ProfileName);
        return task;
    }

    private OosTemplate Own(OosTemplate template)
    {
        (template.RegionId, template.ProfileName) = (_api.RegionId, _api.ProfileName);
        return template;
    }

    private ApiCall Call(string action, Repeatable repeatable)
    {
        var call = new ApiCall(Product, action, repeatable);
        call.Parameters.Add("RegionId", _api.RegionId);
        return call;
    }
}

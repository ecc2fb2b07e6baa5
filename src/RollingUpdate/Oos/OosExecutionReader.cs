using System.Collections.Generic;
using System.Collections.ObjectModel;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>Reads an execution from an answer. Parameters comes as an object from ListExecutions and as JSON text from StartExecution.</summary>
internal sealed class OosExecutionReader
{
    private readonly string _regionId;
    private readonly string? _profileName;

    public OosExecutionReader(IOpenApi api)
    {
        _regionId = api.RegionId;
        _profileName = api.ProfileName;
    }

    public OosExecution? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var execution = new OosExecution { RegionId = _regionId, ProfileName = _profileName };
        Dictionary<string, object?>? others = null;
        var name = "";
        while (json.NextProperty(ref name))
            if (!ReadField(execution, name, json) && !ReadDetail(execution, name, json) && json.Plain() is { } value and not "")
                (others ??= new Dictionary<string, object?>())[name] = value;
        if (others is not null)
            execution.AdditionalFields = new ReadOnlyDictionary<string, object?>(others);
        return execution;
    }

    private static bool ReadField(OosExecution execution, string name, JsonReader json)
    {
        switch (name)
        {
            case "ExecutionId": execution.ExecutionId = json.Text() ?? ""; return true;
            case "TemplateName": execution.TemplateName = json.Text() ?? ""; return true;
            case "Status": execution.Status = json.Text() ?? ""; return true;
            case "StatusMessage": execution.StatusMessage = json.Text(); return true;
            case "StatusReason": execution.StatusReason = json.Text(); return true;
            case "WaitingStatus": execution.WaitingStatus = json.Text(); return true;
            case "CreateDate": execution.CreateDate = json.Time(); return true;
            case "StartDate": execution.StartDate = json.Time(); return true;
            case "EndDate": execution.EndDate = json.Time(); return true;
            case "UpdateDate": execution.UpdateDate = json.Time(); return true;
            case "Parameters": execution.Parameters = json.Dictionary(); return true;
            case "Outputs": execution.Outputs = json.Dictionary(); return true;
            case "Counters": execution.Counters = json.Dictionary(); return true;
            case "CurrentTasks": execution.CurrentTasks = json.List(OosCurrentTask.Read); return true;
            case "ParentExecutionId": execution.ParentExecutionId = json.TextOrNull(); return true;
            default: return false;
        }
    }

    private static bool ReadDetail(OosExecution execution, string name, JsonReader json)
    {
        switch (name)
        {
            case "TemplateId": execution.TemplateId = json.Text(); return true;
            case "TemplateVersion": execution.TemplateVersion = json.Text(); return true;
            case "IsParent": execution.IsParent = json.Flag(); return true;
            case "Mode": execution.Mode = json.Text(); return true;
            case "LoopMode": execution.LoopMode = json.Text(); return true;
            case "SafetyCheck": execution.SafetyCheck = json.Text(); return true;
            case "RamRole": execution.RamRole = json.Text(); return true;
            case "ExecutedBy": execution.ExecutedBy = json.Text(); return true;
            case "Description": execution.Description = json.Text(); return true;
            case "Category": execution.Category = json.Text(); return true;
            case "ResourceGroupId": execution.ResourceGroupId = json.Text(); return true;
            case "Tags": execution.Tags = json.Dictionary(); return true;
            default: return false;
        }
    }
}

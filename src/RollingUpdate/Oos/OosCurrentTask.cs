using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>A task that an execution works on at the moment.</summary>
public sealed class OosCurrentTask
{
    /// <summary>The task's name in the template, such as <c>invokeByReplaceImage</c>.</summary>
    public string TaskName { get; internal set; } = "";

    /// <summary>The task's action, such as <c>ACS::ESS::ReplaceSystemDisk</c>.</summary>
    public string TaskAction { get; internal set; } = "";

    /// <summary>The id of this run of the task.</summary>
    public string TaskExecutionId { get; internal set; } = "";

    /// <inheritdoc/>
    public override string ToString() => TaskName;

    internal static OosCurrentTask? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var task = new OosCurrentTask();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "TaskName": task.TaskName = json.Text() ?? ""; break;
                case "TaskAction": task.TaskAction = json.Text() ?? ""; break;
                case "TaskExecutionId": task.TaskExecutionId = json.Text() ?? ""; break;
                default: json.Skip(); break;
            }
        }

        return task;
    }
}

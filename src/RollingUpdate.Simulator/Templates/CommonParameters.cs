using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>The parameters that all rolling update templates have, and makers for their own.</summary>
internal static class CommonParameters
{
    public static ParameterDefinition Text(string name, string description, string? otherwise = null) =>
        new(name, "String", description) { Default = otherwise == null ? null : new JValue(otherwise) };

    public static ParameterDefinition Choice(string name, string description, string? otherwise, params string[] allowed) =>
        new(name, "String", description) { Default = otherwise == null ? null : new JValue(otherwise), AllowedValues = allowed };

    public static ParameterDefinition Number(string name, string description, int otherwise, int? least = null, int? most = null) =>
        new(name, "Number", description) { Default = new JValue(otherwise), MinValue = least, MaxValue = most };

    public static ParameterDefinition Boolean(string name, string description, bool otherwise) =>
        new(name, "Boolean", description) { Default = new JValue(otherwise) };

    /// <summary>Which instances are updated; the default is a text although the type is List, as in the public templates.</summary>
    public static ParameterDefinition LifecycleState() =>
        new("lifecycleState", "List", "The lifecycle states of the instances to be updated.") { Default = "InService", AllowedValues = new[] { "InService", "Protected" } };

    public static ParameterDefinition MaxErrors() => Number("maxErrors", "How many instances may fail before the update does.", 0);

    /// <summary>The common parameters with a template's own between them.</summary>
    public static IReadOnlyList<ParameterDefinition> With(params ParameterDefinition[] own)
    {
        var first = new[]
        {
            Choice("invokeType", "Whether to update, or to take an update back.", null, "invoke", "rollback"),
            Text("scalingGroupId", "The scaling group."),
            Processes("enterProcess", "The scaling processes that are suspended at the start."),
            Processes("exitProcess", "The scaling processes that are resumed at the end."),
        };
        var last = new[]
        {
            Text("sourceExecutionId", "For a rollback: the execution that is taken back.", ""),
            Choice("batchPauseOption", "Whether to wait for an approval after the first or after every batch.", "Automatic", "Automatic", "FirstBatchPause", "EveryBatchPause"),
            Number("batchNumber", "The number of batches.", 5, 1, 100),
            Text("OOSAssumeRole", "The RAM role the execution assumes; empty: the permissions of the caller.", ""),
        };
        return first.Concat(own).Concat(last).ToList();
    }

    private static ParameterDefinition Processes(string name, string description) =>
        new(name, "List", description) { Default = new JArray(ScalingGroup.AllProcesses.ToArray<object>()) };
}

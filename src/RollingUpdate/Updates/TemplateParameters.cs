using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates;

/// <summary>The template parameters of an execution, read by the names the templates give them.</summary>
internal sealed class TemplateParameters
{
    private readonly IReadOnlyDictionary<string, object?> _values;

    public TemplateParameters(OosExecution execution)
        : this(execution.Parameters)
    {
    }

    public TemplateParameters(IReadOnlyDictionary<string, object?> values) => _values = values;

    public bool IsRollback => Text("invokeType") == "rollback";

    public string? ScalingGroupId => Text("scalingGroupId");

    /// <summary>A text; null when it is absent or empty.</summary>
    public string? Text(string name) =>
        _values.TryGetValue(name, out var value) && value is not null
            ? Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null
            : null;

    /// <summary>A value of the type Json, whether it came as a value or as a text; null when it is absent.</summary>
    public JToken? Json(string name)
    {
        if (!_values.TryGetValue(name, out var value) || value is null)
            return null;
        return value is string text ? JsonReading.Decode(text) is { } decoded and not string ? JToken.FromObject(decoded) : null : JToken.FromObject(value);
    }

    public int? Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>Whether it was started with all of these. What is empty among them may have been filled in at the start, and is not compared.</summary>
    public bool Have(JObject parameters) => parameters.Properties().All(said => said.Value switch
    {
        JContainer { HasValues: true } => JToken.DeepEquals(Json(said.Name), said.Value),
        JValue { Value: bool flag } => bool.TryParse(Text(said.Name), out var started) && started == flag,
        JValue { Value: { } value } when Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text => Text(said.Name) == text,
        _ => true,
    });

    /// <summary>A list; null when it is absent. A single text counts as a list of one, as the templates' own defaults have it.</summary>
    public string[]? List(string name)
    {
        if (!_values.TryGetValue(name, out var value) || value is null)
            return null;
        if (value is string text)
            value = text.StartsWith("[", StringComparison.Ordinal) ? JsonReading.Decode(text) : text;
        if (value is not IEnumerable items || value is string)
            return value is string { Length: > 0 } one ? new[] { one } : Array.Empty<string>();
        var list = new List<string>();
        foreach (var item in items)
            if (Convert.ToString(item, CultureInfo.InvariantCulture) is { Length: > 0 } entry)
                list.Add(entry);
        return list.ToArray();
    }
}

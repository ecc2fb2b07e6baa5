using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Engine;

/// <summary>One parameter of a template, and the check of a value for it.</summary>
internal sealed class ParameterDefinition
{
    public ParameterDefinition(string name, string type, string description)
    {
        Name = name;
        Type = type;
        Description = description;
    }

    public string Name { get; }

    /// <summary>String, Number, Boolean, List or Json.</summary>
    public string Type { get; }

    public string Description { get; }

    /// <summary>Null makes the parameter required.</summary>
    public JToken? Default { get; set; }

    /// <summary>The values that are allowed, for a list those of its items; null allows all.</summary>
    public string[]? AllowedValues { get; set; }

    public int? MinValue { get; set; }

    public int? MaxValue { get; set; }

    /// <summary>All parameters of a template from those given: checked, and the defaults filled in.</summary>
    /// <exception cref="ApiException">InvalidParameter.</exception>
    public static NamedValues Bind(IReadOnlyList<ParameterDefinition> definitions, JObject given)
    {
        var unknown = given.Properties().FirstOrDefault(p => definitions.All(d => d.Name != p.Name));
        if (unknown != null)
            throw Wrong(unknown.Name, "the template has no such parameter.");
        var bound = new NamedValues(definitions.Count);
        foreach (var definition in definitions)
        {
            var value = given[definition.Name];
            if (value == null || value.Type == JTokenType.Null)
                value = definition.Default ?? throw Wrong(definition.Name, "it is required.");
            else if (!JToken.DeepEquals(value, definition.Default))
                definition.Check(value);
            bound[definition.Name] = value.DeepClone();
        }

        return bound;
    }

    private void Check(JToken value)
    {
        var fits = Type switch
        {
            "String" => value.Type == JTokenType.String,
            "Number" => value.Type is JTokenType.Integer or JTokenType.Float,
            "Boolean" => value.Type == JTokenType.Boolean,
            "List" => value.Type == JTokenType.Array,
            _ => value is JContainer,
        };
        if (!fits)
            throw Wrong(Name, $"it must be of type {Type}, not {value.Type}.");
        if (Type == "Number" && (value.Value<double>() < MinValue || value.Value<double>() > MaxValue))
            throw Wrong(Name, $"it must be from {MinValue} to {MaxValue}.");
        if (AllowedValues == null)
            return;
        foreach (var item in value is JArray array ? array.Select(v => v.ToString()) : new[] { value.ToString() })
        {
            if (!AllowedValues.Contains(item, StringComparer.Ordinal))
                throw Wrong(Name, $"'{item}' is not one of {string.Join(", ", AllowedValues)}.");
        }
    }

    private static ApiException Wrong(string name, string why) => ApiException.Invalid("Parameters." + name, why);
}

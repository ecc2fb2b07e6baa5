using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Updates.Reports;

/// <summary>Template parameters as text, without what may be secret.</summary>
internal sealed class ParameterMask
{
    private const string Hidden = "(hidden; -IncludeSensitiveValue shows it)";
    private const string HiddenCommand = "(hidden; -IncludeScript shows it)";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private readonly ReportOptions _options;

    public ParameterMask(ReportOptions options) => _options = options;

    /// <summary>The value as a text; null when there is none.</summary>
    public string? Show(string name, object? value)
    {
        var text = value is null or (not string and IEnumerable) ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        if (text is { Length: > 0 } && name.EndsWith("Script", StringComparison.OrdinalIgnoreCase))
            return _options.IncludeScript ? text : $"(hidden: {ReportText.Count(text.Length, "character")}, {ReportText.Count(text.TrimEnd().Split('\n').Length, "line")}; -IncludeScript shows it)";
        if (text is not null)
            return text.Length == 0 ? null : NamesSecret(name) ? HideUnlessAsked(text) : JsonIn(text) is { } json ? ShowStructure(name, json) : HideInAddress(text);
        if (value is object?[] list && list.All(item => item is null or string or not IEnumerable))
            return list.Length == 0 ? null : string.Join(", ", list.Select(item => Show(name, item)));
        return value is null ? null : ShowStructure(name, JToken.FromObject(value));
    }

    private string? ShowStructure(string name, JToken json)
    {
        var root = new JObject { [name] = json.DeepClone() };
        Hide(root);
        return root[name] is { } shown && (shown.HasValues || shown is JValue) ? shown.ToString(Formatting.Indented).Replace("\r", "") : null;
    }

    private void Hide(JToken json)
    {
        foreach (var property in Properties(json).ToList())
        {
            if (IsEnvironment(property))
                HideValues(property.Value);
            else if (NamesSecret(property.Name) && property.Value is JValue)
                property.Value = HideUnlessAsked((string?)property.Value ?? "");
            else if (Regex.IsMatch(property.Name, "^(Commands?|Args?|.*Script)$", Options) && !_options.IncludeScript)
                property.Value = HiddenCommand;
            else if (property.Value is JValue { Type: JTokenType.String } text)
                property.Value = HideInAddress((string)text!);
        }
    }

    // As Auto Scaling has them: a list of objects with Key and Value.
    private void HideValues(JToken environment)
    {
        foreach (var property in Properties(environment).Where(property => property.Value is JValue && !property.Name.Equals("Key", StringComparison.OrdinalIgnoreCase)).ToList())
            property.Value = HideUnlessAsked((string?)property.Value ?? "");
    }

    private string HideInAddress(string text)
    {
        if (_options.IncludeSensitiveValue)
            return text;
        var shown = AddressMask.Hide(text);
        return shown != text && shown.EndsWith("?…", StringComparison.Ordinal) ? $"{shown} {Hidden}" : shown;
    }

    private string HideUnlessAsked(string text) => _options.IncludeSensitiveValue ? text : Hidden;

    private static bool IsEnvironment(JProperty property) => Regex.IsMatch(property.Name, "^Env(ironment)?(Vars?|Variables?)?$", Options);

    private static bool NamesSecret(string name) => Regex.IsMatch(name, "password|passwd|pwd|secret|token|credential|accesskey|privatekey", Options);

    private static JToken? JsonIn(string text) => text[0] is '{' or '[' && OpenApi.JsonReading.Decode(text) is { } decoded and not string ? JToken.FromObject(decoded) : null;

    private static IEnumerable<JProperty> Properties(JToken json) => json is JContainer container ? container.DescendantsAndSelf().OfType<JProperty>() : Enumerable.Empty<JProperty>();
}

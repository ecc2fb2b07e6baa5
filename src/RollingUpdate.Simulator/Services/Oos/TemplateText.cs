using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>Templates as texts and as entries of answers. The texts are the simulator's own: they tell parameters and tasks, not the real ones' wording.</summary>
internal static class TemplateText
{
    // When the public templates came out does not matter to anybody; it only has to be the same every time.
    private static readonly DateTimeOffset Created = new(2020, 6, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The template as JSON text.</summary>
    public static string Content(TemplateDefinition template)
    {
        var text = new JObject
        {
            ["FormatVersion"] = "OOS-2019-06-01",
            ["Description"] = Description(template),
            ["Parameters"] = new JObject(template.Parameters.Select(p => new JProperty(p.Name, Parameter(p)))),
            ["RamRole"] = "{{ " + template.RoleParameter + " }}",
            ["Tasks"] = new JArray(template.Outline.Select(t => new JObject { ["Name"] = t.Key, ["Action"] = t.Value })),
        };
        if (template.OutputName != null)
            text["Outputs"] = new JObject { [template.OutputName] = new JObject { ["Type"] = "List" } };
        return text.ToString(Formatting.Indented);
    }

    /// <summary>The template's entry in GetTemplate, ListTemplates and GetExecutionTemplate.</summary>
    public static JObject Entry(TemplateDefinition template) =>
        Entry(template.Name, template.Id, template.Version, "Automation", "Public", Description(template).ToString(Formatting.None), Content(template));

    /// <summary>An entry for any kind of template.</summary>
    public static JObject Entry(string name, string id, string version, string type, string shareType, string description, string content) => new()
    {
        ["TemplateId"] = id,
        ["TemplateName"] = name,
        ["TemplateVersion"] = version,
        ["VersionName"] = version,
        ["TemplateFormat"] = "JSON",
        ["TemplateType"] = type,
        ["ShareType"] = shareType,
        ["Category"] = type == "Automation" ? "elastic_manage" : "Other",
        ["Description"] = description,
        ["Hash"] = Hash(content),
        ["HasTrigger"] = false,
        ["Publisher"] = shareType == "Public" ? "ACS" : "",
        ["ResourceGroupId"] = "",
        ["CreatedBy"] = shareType == "Public" ? "ACS" : "admin",
        ["CreatedDate"] = Timestamps.Seconds(Created),
        ["UpdatedBy"] = shareType == "Public" ? "ACS" : "admin",
        ["UpdatedDate"] = Timestamps.Seconds(Created),
        ["Tags"] = new JObject(),
    };

    /// <summary>What only ListTemplates tells.</summary>
    public static JObject Listed(JObject entry)
    {
        entry["Constraints"] = "{}";
        entry["IsFavorite"] = false;
        entry["Popularity"] = -1;
        entry["TotalExecutionCount"] = -1;
        return entry;
    }

    // The description of a public template is itself JSON text.
    private static JObject Description(TemplateDefinition template) => new() { ["en"] = template.Description, ["name-en"] = template.Name };

    private static JObject Parameter(ParameterDefinition parameter)
    {
        var json = new JObject { ["Type"] = parameter.Type, ["Description"] = new JObject { ["en"] = parameter.Description } };
        if (parameter.AllowedValues != null)
            json["AllowedValues"] = new JArray(parameter.AllowedValues.ToArray<object>());
        if (parameter.MinValue != null)
            json["MinValue"] = parameter.MinValue;
        if (parameter.MaxValue != null)
            json["MaxValue"] = parameter.MaxValue;
        if (parameter.Default != null)
            json["Default"] = parameter.Default.DeepClone();
        return json;
    }

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}

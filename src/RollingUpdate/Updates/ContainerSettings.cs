using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Updates;

/// <summary>
/// The settings of a container by the names the template takes. It hands them to calls with singular names (ESS 2014-08-28 and ECI), while
/// a scaling configuration is read by plural ones (ESS 2022-02-22).
/// </summary>
internal static class ContainerSettings
{
    public const string Name = "Name";

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = Name,
        ["Image"] = "Image",
        ["Cpu"] = "Cpu",
        ["Memory"] = "Memory",
        ["Gpu"] = "Gpu",
        ["ImagePullPolicy"] = "ImagePullPolicy",
        ["WorkingDir"] = "WorkingDir",
        ["Arg"] = "Arg",
        ["Args"] = "Arg",
        ["Command"] = "Command",
        ["Commands"] = "Command",
        ["EnvironmentVar"] = "EnvironmentVar",
        ["EnvironmentVars"] = "EnvironmentVar",
        ["Port"] = "Port",
        ["Ports"] = "Port",
        ["VolumeMount"] = "VolumeMount",
        ["VolumeMounts"] = "VolumeMount",
    };

    /// <summary>A container as it was typed or read, by the template's names; a setting the module does not know stays as it is.</summary>
    public static JObject ToTemplate(JObject container)
    {
        var settings = new JObject();
        foreach (var setting in container.Properties())
        {
            var name = Known.TryGetValue(setting.Name, out var known) ? known : setting.Name;
            settings[name] = name == "EnvironmentVar" && setting.Value is JObject variables && variables["Key"] is null
                ? new JArray(variables.Properties().Select(variable => new JObject { ["Key"] = variable.Name, ["Value"] = variable.Value }))
                : setting.Value;
        }

        return settings;
    }

    /// <summary>
    /// The settings of a container that a scaling configuration is read with and that the template cannot be given back: probes and the
    /// like have names of their own in each of the calls. Empty ones do not count.
    /// </summary>
    public static IEnumerable<string> NotRestorable(JObject container) =>
        container.Properties().Where(setting => !Known.ContainsKey(setting.Name) && HasValue(setting.Value)).Select(setting => setting.Name);

    /// <summary>Without the settings that cannot be given back, or have no value.</summary>
    public static JObject Restorable(JObject container) =>
        ToTemplate(new JObject(container.Properties().Where(setting => Known.ContainsKey(setting.Name) && HasValue(setting.Value))));

    private static bool HasValue(JToken value) => value.Type switch
    {
        JTokenType.Null or JTokenType.Undefined => false,
        JTokenType.String => ((string)value!).Length > 0,
        JTokenType.Array or JTokenType.Object => value.HasValues,
        _ => true,
    };
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Template parameters as an admin has them: a hashtable, an object, or the JSON of an aliyun command line.</summary>
internal static class ParametersArgument
{
    /// <summary>The JSON object as text; <c>{}</c> for null.</summary>
    /// <exception cref="RollingUpdateException">It is none.</exception>
    public static string ToJson(object? parameters)
    {
        var value = parameters is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : parameters;
        if (value is null)
            return "{}";
        if (value is string text)
            return Parse(text).ToString(Formatting.None);
        if (ToToken(value) is JObject members)
            return members.ToString(Formatting.None);
        throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidParameters", $"-Parameters is a {value.GetType().Name}, not a set of names and values.",
            "Give a hashtable, as -Parameters @{ scalingGroupId = 'asg-…' }, or a text with a JSON object.");
    }

    private static JObject Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new System.IO.StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var members = JObject.Load(reader);
            if (!reader.Read())
                return members;
        }
        catch (JsonReaderException error)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidParametersJson",
                $"-Parameters is no JSON object: line {error.LineNumber}, position {error.LinePosition}.",
                "Take away the backslashes that escaped the quotes for another shell, or give a hashtable: -Parameters @{ scalingGroupId = 'asg-…' }.", error);
        }

        throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidParametersJson", "-Parameters has something after its JSON object.",
            "Give one JSON object, or a hashtable.");
    }

    private static JToken ToToken(object? value) => value switch
    {
        null => JValue.CreateNull(),
        PSObject { BaseObject: PSCustomObject } custom => new JObject(custom.Properties.Select(property => new JProperty(property.Name, ToToken(property.Value)))),
        PSObject wrapped => ToToken(wrapped.BaseObject),
        string text => new JValue(text),
        char letter => new JValue(letter.ToString()),
        SwitchParameter flag => new JValue(flag.IsPresent),
        Enum name => new JValue(name.ToString()),
        DateTime time => new JValue(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        IDictionary members => ToObject(members),
        IReadOnlyDictionary<string, object?> members => new JObject(members.Select(member => new JProperty(member.Key, ToToken(member.Value)))),
        IEnumerable items => new JArray(items.Cast<object?>().Select(ToToken)),
        bool or int or long or double or decimal or float or short or byte or uint or ulong => JToken.FromObject(value),
        _ => new JValue(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    // Sorted, as a hashtable has no order and a client token holds for one text.
    private static JObject ToObject(IDictionary members)
    {
        var sorted = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry member in members)
            sorted[Convert.ToString(member.Key, CultureInfo.InvariantCulture)] = member.Value;
        return new JObject(sorted.Select(member => new JProperty(member.Key, ToToken(member.Value))));
    }
}

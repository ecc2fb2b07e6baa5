using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Cmdlets;

/// <summary>What an admin has at hand (hashtables, objects, arrays, numbers, texts) as JSON.</summary>
internal static class JsonArgument
{
    public static JToken ToToken(object? value) => value switch
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

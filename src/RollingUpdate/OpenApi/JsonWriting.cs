using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>
/// Parameters that are JSON in a text. Written token by token: a serializer looks into the types first, and the first call of a session
/// would wait for that.
/// </summary>
internal static class JsonWriting
{
    /// <summary>An array of texts; null for null.</summary>
    public static string? Of(IReadOnlyList<string>? items)
    {
        if (items is null)
            return null;
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text))
        {
            json.WriteStartArray();
            foreach (var item in items)
                json.WriteValue(item);
            json.WriteEndArray();
        }

        return text.ToString();
    }

    /// <summary>An object of texts; null for null and for one without members.</summary>
    public static string? Of(IReadOnlyDictionary<string, string>? members)
    {
        if (members is null || members.Count == 0)
            return null;
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text))
        {
            json.WriteStartObject();
            foreach (var member in members)
            {
                json.WritePropertyName(member.Key);
                json.WriteValue(member.Value);
            }

            json.WriteEndObject();
        }

        return text.ToString();
    }
}

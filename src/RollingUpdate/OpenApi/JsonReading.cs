using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>
/// Reads answers as they stream by, and reads them defensively: a field that is missing, null, of another type or new never throws.
/// Every method leaves the reader on the last token of the value it read.
/// </summary>
internal static class JsonReading
{
    private static readonly DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Steps to the next property of an object (see <see cref="IsObject"/>) and onto its value; false at the object's end.</summary>
    public static bool NextProperty(this JsonReader json, ref string name)
    {
        if (!json.Read() || json.TokenType != JsonToken.PropertyName)
            return false;
        name = (string)json.Value!;
        return json.Read();
    }

    /// <summary>Whether the value is an object; when not it is passed over.</summary>
    public static bool IsObject(this JsonReader json)
    {
        if (json.TokenType == JsonToken.StartObject)
            return true;
        json.Skip();
        return false;
    }

    /// <summary>A text; a number or boolean as text; an object or array as compact JSON; null for null.</summary>
    public static string? Text(this JsonReader json) => json.TokenType switch
    {
        JsonToken.Null or JsonToken.Undefined => null,
        JsonToken.String => (string)json.Value!,
        JsonToken.Boolean => (bool)json.Value! ? "true" : "false",
        JsonToken.StartObject or JsonToken.StartArray => Compact(json),
        _ => Convert.ToString(json.Value, CultureInfo.InvariantCulture),
    };

    /// <summary>A text as <see cref="Text"/> gives it; null for an empty one too.</summary>
    public static string? TextOrNull(this JsonReader json) => json.Text() is { Length: > 0 } text ? text : null;

    public static int? Number(this JsonReader json) =>
        int.TryParse(json.Text(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? Flag(this JsonReader json) => bool.TryParse(json.Text(), out var flag) ? flag : null;

    /// <summary>A time; null when it is empty or in none of the forms the services use (to the second, to the minute, without <c>Z</c>).</summary>
    public static DateTimeOffset? Time(this JsonReader json) => TimeOf(json.Text());

    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, AsUtc, out var time) ? time : null;

    /// <summary>
    /// A list. Where the answer wraps it (<c>{"Region": [ … ]}</c>, as ECS and the older ESS do), the inner one; empty for null and for
    /// anything else.
    /// </summary>
    public static T[] List<T>(this JsonReader json, Func<JsonReader, T?> read)
        where T : class
    {
        var items = new List<T>();
        if (json.TokenType == JsonToken.StartObject)
        {
            var name = "";
            while (json.NextProperty(ref name))
                AddItems(json, read, items);
        }
        else
        {
            AddItems(json, read, items);
        }

        return items.ToArray();
    }

    public static string[] Texts(this JsonReader json) => json.List(Text);

    /// <summary>An object as a read-only dictionary in the order it came; JSON in a text is decoded, as OOS gives Outputs that way.</summary>
    public static IReadOnlyDictionary<string, object?> Dictionary(this JsonReader json)
    {
        if (json.TokenType == JsonToken.String)
            return Decode((string)json.Value!) as IReadOnlyDictionary<string, object?> ?? Empty;
        if (json.TokenType == JsonToken.StartObject)
            return (IReadOnlyDictionary<string, object?>)json.Plain()!;
        json.Skip();
        return Empty;
    }

    /// <summary>Any value as plain objects: dictionary, array, text, number, boolean or null.</summary>
    public static object? Plain(this JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonToken.StartObject:
                var members = new Dictionary<string, object?>(StringComparer.Ordinal);
                var name = "";
                while (json.NextProperty(ref name))
                    members[name] = json.Plain();
                return new ReadOnlyDictionary<string, object?>(members);
            case JsonToken.StartArray:
                var items = new List<object?>();
                while (json.Read() && json.TokenType != JsonToken.EndArray)
                    items.Add(json.Plain());
                return items.ToArray();
            case JsonToken.Null or JsonToken.Undefined:
                return null;
            default:
                return json.Value;
        }
    }

    /// <summary>Plain objects of a JSON text; the text itself when it is no JSON.</summary>
    public static object? Decode(string text)
    {
        if (text.Length == 0)
            return null;
        if (text == "{}")
            return Empty;
        try
        {
            using var json = Open(new StringReader(text));
            json.Read();
            var value = json.Plain();
            // A text that only begins like JSON ("5 servers", "[") is a text.
            return json.Depth > 0 || json.TokenType is JsonToken.StartArray or JsonToken.StartObject || json.Read() ? text : value;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>An answer whose items stand under one name, with the token for the next page.</summary>
    public static Page<T> ReadPage<T>(this JsonReader json, string items, Func<JsonReader, T?> read)
        where T : class
    {
        var found = Array.Empty<T>();
        string? next = null;
        var name = "";
        while (json.NextProperty(ref name))
        {
            if (name == items)
                found = json.List(read);
            else if (name == "NextToken")
                next = json.Text();
            else
                json.Skip();
        }

        return new Page<T>(found, next);
    }

    /// <summary>An answer of which one member counts; null when it is not there.</summary>
    public static T? Member<T>(this JsonReader json, string member, Func<JsonReader, T?> read)
        where T : class
    {
        T? found = null;
        var name = "";
        while (json.NextProperty(ref name))
        {
            if (name == member)
                found = read(json);
            else
                json.Skip();
        }

        return found;
    }

    /// <summary>An answer that says nothing but its RequestId.</summary>
    public static bool Nothing(JsonReader json)
    {
        json.Skip();
        return true;
    }

    public static JsonTextReader Open(TextReader text) =>
        new(text) { DateParseHandling = DateParseHandling.None, ArrayPool = JsonBuffers.Instance, PropertyNameTable = FieldNames.Instance, CloseInput = true };

    private static readonly IReadOnlyDictionary<string, object?> Empty =
        new ReadOnlyDictionary<string, object?>(new Dictionary<string, object?>(0));

    private static void AddItems<T>(JsonReader json, Func<JsonReader, T?> read, List<T> items)
        where T : class
    {
        if (json.TokenType != JsonToken.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonToken.EndArray)
            if (read(json) is { } item)
                items.Add(item);
    }

    private static string Compact(JsonReader json)
    {
        var text = new StringBuilder();
        using var writer = new JsonTextWriter(new StringWriter(text, CultureInfo.InvariantCulture));
        writer.WriteToken(json);
        return text.ToString();
    }
}

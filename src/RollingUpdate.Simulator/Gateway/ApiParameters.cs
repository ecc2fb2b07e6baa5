using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>The decoded parameters of a call, read by type. An empty value counts as absent, as it does at the services.</summary>
internal sealed class ApiParameters
{
    private readonly Dictionary<string, string> _values;

    public ApiParameters(Dictionary<string, string> values) => _values = values;

    public IReadOnlyDictionary<string, string> All => _values;

    public string? Text(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <exception cref="ApiException">MissingParameter.</exception>
    public string Required(string name) => Text(name) ?? throw ApiException.Missing(name);

    /// <exception cref="ApiException">InvalidParameter: not a whole number, or outside the range.</exception>
    public int Integer(string name, int otherwise, int least, int most)
    {
        var text = Text(name);
        if (text == null)
            return otherwise;
        if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
            throw ApiException.Invalid(name, $"it must be a whole number from {least} to {most}.");
        return value;
    }

    /// <summary>A boolean, spelt true or True (the C# SDK sends the latter).</summary>
    /// <exception cref="ApiException">InvalidParameter.</exception>
    public bool? Boolean(string name)
    {
        var text = Text(name);
        if (text == null)
            return null;
        return bool.TryParse(text, out var value) ? value : throw ApiException.Invalid(name, "it must be true or false.");
    }

    /// <summary>One of a list of values, compared as it is.</summary>
    /// <exception cref="ApiException">InvalidParameter.</exception>
    public string? OneOf(string name, params string[] allowed)
    {
        var text = Text(name);
        if (text != null && Array.IndexOf(allowed, text) < 0)
            throw ApiException.Invalid(name, $"'{text}' is not one of {string.Join(", ", allowed)}.");
        return text;
    }

    /// <summary>A flattened list: Name.1, Name.2 …, in order of the number.</summary>
    public List<string> List(string name)
    {
        var found = new SortedDictionary<int, string>();
        foreach (var pair in _values)
        {
            if (pair.Value.Length > 0 && TryIndex(pair.Key, name, out var index, out var rest) && rest.Length == 0)
                found[index] = pair.Value;
        }

        return new List<string>(found.Values);
    }

    /// <summary>A flattened list of objects: Name.1.Key, Name.1.Value …</summary>
    public List<Dictionary<string, string>> Objects(string name)
    {
        var found = new SortedDictionary<int, Dictionary<string, string>>();
        foreach (var pair in _values)
        {
            if (!TryIndex(pair.Key, name, out var index, out var rest) || rest.Length == 0)
                continue;
            if (!found.TryGetValue(index, out var fields))
                found[index] = fields = new Dictionary<string, string>(StringComparer.Ordinal);
            fields[rest] = pair.Value;
        }

        return new List<Dictionary<string, string>>(found.Values);
    }

    /// <summary>A JSON array of texts in one parameter; null when absent.</summary>
    /// <exception cref="ApiException">InvalidParameter.</exception>
    public List<string>? JsonList(string name)
    {
        if (Json<JArray>(name) is not { } array)
            return null;
        var list = new List<string>();
        foreach (var item in array)
            list.Add(item.ToString());
        return list;
    }

    /// <summary>A JSON object in one parameter; null when absent.</summary>
    /// <exception cref="ApiException">InvalidParameter.</exception>
    public JObject? JsonObject(string name) => Json<JObject>(name);

    /// <summary>Reads JSON without turning texts that look like dates into dates.</summary>
    public static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new System.IO.StringReader(json)) { DateParseHandling = DateParseHandling.None };
        var token = JToken.ReadFrom(reader);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
                throw new JsonReaderException("More than one JSON value.");
        }

        return token;
    }

    private T? Json<T>(string name)
        where T : JToken
    {
        var text = Text(name);
        if (text == null)
            return null;
        try
        {
            return Parse(text) as T ?? throw ApiException.Invalid(name, $"it must be a JSON {(typeof(T) == typeof(JArray) ? "array" : "object")}.");
        }
        catch (JsonReaderException e)
        {
            throw ApiException.Invalid(name, $"it is not JSON ({e.Message}).");
        }
    }

    private static bool TryIndex(string key, string name, out int index, out string rest)
    {
        index = 0;
        rest = "";
        if (key.Length <= name.Length + 1 || key[name.Length] != '.' || !key.StartsWith(name, StringComparison.Ordinal))
            return false;
        var end = key.IndexOf('.', name.Length + 1);
        var number = end < 0 ? key.Substring(name.Length + 1) : key.Substring(name.Length + 1, end - name.Length - 1);
        if (end >= 0)
            rest = key.Substring(end + 1);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}

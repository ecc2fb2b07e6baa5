using System;
using System.Collections.Generic;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Http;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>An API call as decoded from HTTP: which action, with which parameters, wherever in the request they were.</summary>
internal sealed class ApiRequest
{
    private ApiRequest(HttpRequest http, string path, List<KeyValuePair<string, string>> query, List<KeyValuePair<string, string>> form, Dictionary<string, string> values)
    {
        Http = http;
        Path = path;
        Query = query;
        Form = form;
        Parameters = new ApiParameters(values);
        IsV1 = http.Header("authorization") == null && values.ContainsKey("Signature");
        // V1 signs the parameters and not the headers, so there the parameter tells the action.
        Action = (IsV1 ? Parameters.Text("Action") : null) ?? http.Header("x-acs-action") ?? Parameters.Text("Action") ?? "";
        Version = (IsV1 ? Parameters.Text("Version") : null) ?? http.Header("x-acs-version") ?? Parameters.Text("Version") ?? "";
    }

    public HttpRequest Http { get; }

    /// <summary>The path of the request, still encoded; / for every action there is.</summary>
    public string Path { get; }

    /// <summary>The decoded query, in wire order.</summary>
    public List<KeyValuePair<string, string>> Query { get; }

    /// <summary>The decoded form body, in wire order; empty for another or no body.</summary>
    public List<KeyValuePair<string, string>> Form { get; }

    /// <summary>Query, form and JSON body together.</summary>
    public ApiParameters Parameters { get; }

    public string Action { get; }

    public string Version { get; }

    /// <summary>Whether it is signed in the older way, with the signature among the parameters.</summary>
    public bool IsV1 { get; }

    /// <summary>The key the request says it is signed with; null when it says none.</summary>
    public string? AccessKeyId
    {
        get
        {
            if (IsV1)
                return Parameters.Text("AccessKeyId");
            return Authorization.TryParse(Http.Header("authorization"), out var parsed) ? parsed.AccessKeyId : null;
        }
    }

    public static ApiRequest Decode(HttpRequest http)
    {
        var target = http.Target;
        var mark = target.IndexOf('?');
        var path = mark < 0 ? target : target.Substring(0, mark);
        var host = path.IndexOf("://", StringComparison.Ordinal);
        if (host >= 0)
        {
            // The absolute form, as a proxy gets it.
            var slash = path.IndexOf('/', host + 3);
            path = slash < 0 ? "/" : path.Substring(slash);
        }

        var query = PercentEncoding.DecodePairs(mark < 0 ? "" : target.Substring(mark + 1));
        var form = new List<KeyValuePair<string, string>>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query)
            values[pair.Key] = pair.Value;
        var type = http.Header("content-type") ?? "";
        if (http.Body.Length > 0 && type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            ReadJson(Encoding.UTF8.GetString(http.Body), values);
        }
        else if (http.Body.Length > 0 && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            form = PercentEncoding.DecodePairs(Encoding.UTF8.GetString(http.Body));
            foreach (var pair in form)
                values[pair.Key] = pair.Value;
        }

        return new ApiRequest(http, path, query, form, values);
    }

    private static void ReadJson(string text, Dictionary<string, string> values)
    {
        try
        {
            if (ApiParameters.Parse(text) is not JObject body)
                return;
            foreach (var property in body.Properties())
                Flatten(property.Name, property.Value, values);
        }
        catch (JsonReaderException)
        {
            // A body that is not JSON holds no parameters; the call then misses what it needs.
        }
    }

    // An array or object is kept both ways: as Name.1.Field and as the JSON text that some parameters are on the wire.
    private static void Flatten(string name, JToken value, Dictionary<string, string> values)
    {
        if (value.Type == JTokenType.Null)
            return;
        values[name] = value is JContainer ? value.ToString(Formatting.None) : value.Type == JTokenType.Boolean ? ((bool)value ? "true" : "false") : value.ToString();
        if (value is JArray array)
        {
            for (var i = 0; i < array.Count; i++)
                Flatten(name + "." + (i + 1), array[i], values);
        }
        else if (value is JObject fields)
        {
            foreach (var property in fields.Properties())
                Flatten(name + "." + property.Name, property.Value, values);
        }
    }
}

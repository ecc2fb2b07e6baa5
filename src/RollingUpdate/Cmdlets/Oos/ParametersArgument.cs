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
        if (JsonArgument.ToToken(value) is JObject members)
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
}

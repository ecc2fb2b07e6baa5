using System.IO;
using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Containers as an admin has them: hashtables, objects, those of a scaling configuration, or the JSON of an aliyun command line.</summary>
internal static class ContainerArgument
{
    /// <summary>One JSON value for each; null when none are given.</summary>
    /// <exception cref="RollingUpdateException">A text is no JSON.</exception>
    public static JArray? Read(string parameter, object[]? containers)
    {
        if (containers is null)
            return null;
        var read = new JArray();
        foreach (var container in containers)
        {
            switch (container is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : container)
            {
                case EssContainer known:
                    read.Add(JsonArgument.ToToken(known.Settings));
                    break;
                case string text:
                    var parsed = Parse(parameter, text);
                    foreach (var item in parsed is JArray list ? list : new JArray(parsed))
                        read.Add(item);
                    break;
                case var other:
                    read.Add(JsonArgument.ToToken(other));
                    break;
            }
        }

        return read;
    }

    private static JToken Parse(string parameter, string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var parsed = JToken.Load(reader);
            if (!reader.Read())
                return parsed;
        }
        catch (JsonReaderException error)
        {
            throw Unreadable(parameter, error);
        }

        throw Unreadable(parameter, null);
    }

    private static RollingUpdateException Unreadable(string parameter, JsonReaderException? error) =>
        new(ErrorKind.InvalidInput, "InvalidContainer", $"-{parameter} has a text that is no JSON.",
            $"Give a hashtable for each container: -{parameter} @{{ Name = 'web'; Image = 'registry/web:2' }}.", error);
}

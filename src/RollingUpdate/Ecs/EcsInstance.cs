using System.Collections.Generic;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ecs;

/// <summary>What ECS knows of an instance that ESS does not say.</summary>
internal sealed class EcsInstance
{
    public string InstanceId { get; private set; } = "";

    public string? Status { get; private set; }

    public string? ImageId { get; private set; }

    /// <summary>linux or windows.</summary>
    public string? OSType { get; private set; }

    public IReadOnlyDictionary<string, string> Tags { get; private set; } = new Dictionary<string, string>(0);

    public static EcsInstance? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var instance = new EcsInstance();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "InstanceId": instance.InstanceId = json.Text() ?? ""; break;
                case "Status": instance.Status = json.Text(); break;
                case "ImageId": instance.ImageId = json.Text(); break;
                case "OSType": instance.OSType = json.Text(); break;
                case "Tags": instance.Tags = ReadTags(json); break;
                default: json.Skip(); break;
            }
        }

        return instance;
    }

    private static Dictionary<string, string> ReadTags(JsonReader json)
    {
        var tags = new Dictionary<string, string>();
        foreach (var tag in json.List(ReadTag))
            tags[tag.Key] = tag.Value;
        return tags;
    }

    private static Tag? ReadTag(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var tag = new Tag();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "TagKey" or "Key": tag.Key = json.Text() ?? ""; break;
                case "TagValue" or "Value": tag.Value = json.Text() ?? ""; break;
                default: json.Skip(); break;
            }
        }

        return tag;
    }

    private sealed class Tag
    {
        public string Key { get; set; } = "";

        public string Value { get; set; } = "";
    }
}

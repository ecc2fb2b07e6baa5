using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>One profile of <c>config.json</c>, read by the CLI's keys; their case does not matter to the CLI, and so not here.</summary>
internal sealed class StoredProfile
{
    private readonly JObject _fields;
    private readonly string _defaultName;

    /// <param name="fields">The profile's object.</param>
    /// <param name="defaultName">Its name when it has none: <c>default</c> for the first of a file, as the CLI reads it.</param>
    public StoredProfile(JObject fields, string defaultName = "")
    {
        _fields = fields;
        _defaultName = defaultName;
    }

    public string Name => Text("name") ?? _defaultName;

    /// <summary>AK, StsToken and so on; null when the profile has none.</summary>
    public string? Mode => Text("mode");

    public string? RegionId => Text("region_id");

    /// <summary>A field's text; null when it is absent or empty. Of a key that is there twice the last counts, as it does to the CLI.</summary>
    public string? Text(string key) =>
        ProfileKeys.Read(_fields, key) is JValue value &&
        Convert.ToString(value.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text
            : null;

    /// <summary>This profile with other values for some of its keys.</summary>
    public StoredProfile With(JObject changes)
    {
        var fields = (JObject)_fields.DeepClone();
        foreach (var change in changes.Properties())
        {
            foreach (var same in fields.Properties().Where(field => string.Equals(field.Name, change.Name, StringComparison.OrdinalIgnoreCase)).ToList())
                same.Remove();
            fields[change.Name] = change.Value.DeepClone();
        }

        return new StoredProfile(fields, Name);
    }

    /// <summary>All that is in it, secrets included: tells whether two are the same.</summary>
    public string Fingerprint() => Name + _fields.ToString(Formatting.None);
}

using System;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>One profile of <c>config.json</c>, read by the CLI's keys; their case does not matter to the CLI, and so not here.</summary>
internal sealed class StoredProfile
{
    private readonly JObject _fields;

    public StoredProfile(JObject fields) => _fields = fields;

    public string Name => Text("name") ?? "";

    /// <summary>AK, StsToken and so on; null when the profile has none.</summary>
    public string? Mode => Text("mode");

    public string? RegionId => Text("region_id");

    /// <summary>A field's text; null when it is absent or empty.</summary>
    public string? Text(string key) =>
        _fields.GetValue(key, StringComparison.OrdinalIgnoreCase) is JValue { Value: not null } value &&
        Convert.ToString(value.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text
            : null;
}

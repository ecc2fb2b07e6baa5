using System;
using System.Collections.Generic;
using System.Globalization;

namespace RollingUpdate.OpenApi;

/// <summary>The parameters of a call, flattened as RPC style wants them; what is null is left out.</summary>
internal sealed class RequestParameters
{
    private readonly List<KeyValuePair<string, string>> _pairs = new();

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    public RequestParameters Add(string name, string? value)
    {
        if (value is not null)
            _pairs.Add(new KeyValuePair<string, string>(name, value));
        return this;
    }

    public RequestParameters Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Written <c>true</c> and <c>false</c>, as JSON does; the C# SDK writes <c>True</c> and <c>False</c>.</summary>
    public RequestParameters Add(string name, bool? value) => Add(name, value is null ? null : value.Value ? "true" : "false");

    /// <summary>UTC, to the second: <c>2026-01-02T03:04:05Z</c>.</summary>
    public RequestParameters Add(string name, DateTimeOffset? value) =>
        Add(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary><c>Name.1</c>, <c>Name.2</c> …; an empty list sends nothing.</summary>
    public RequestParameters AddList(string name, IEnumerable<string>? values)
    {
        if (values is null)
            return this;
        var number = 0;
        foreach (var value in values)
            Add(name + "." + (++number).ToString(CultureInfo.InvariantCulture), value);
        return this;
    }
}

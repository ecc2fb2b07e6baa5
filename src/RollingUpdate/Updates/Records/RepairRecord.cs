using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RollingUpdate.Updates.Records;

/// <summary>
/// That a repair put right what the updates of a group had left until then, kept with each update that it put something right of. What
/// looks like their leftovers later was done on purpose. <c>2026-11-27T13:00:00Z</c>, with what stayed open: <c>… processes,i-bp1a</c>.
/// </summary>
internal sealed class RepairRecord
{
    /// <summary>The processes of the group, as a part of it.</summary>
    public const string Processes = "processes";

    /// <summary>The image of the scaling configuration, as a part of it.</summary>
    public const string Configuration = "configuration";

    // All instances: where there is no room for their ids.
    private const string Instances = "instances";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The longest value of a tag, as of tags in all of Alibaba Cloud.</summary>
    private const int LongestValue = 128;

    private readonly string _at;
    private readonly IReadOnlyCollection<string> _open;

    private RepairRecord(string at, IReadOnlyCollection<string> open)
    {
        _at = at;
        _open = open;
    }

    /// <param name="at">When the repair ended.</param>
    /// <param name="open">What it found and did not put right: ids of instances and the parts above.</param>
    public RepairRecord(DateTimeOffset at, IEnumerable<string> open)
        : this(at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture), open.Distinct().OrderBy(part => part, StringComparer.Ordinal).ToList())
    {
    }

    /// <summary>Reads a tag's value; null when it is something else.</summary>
    public static RepairRecord? Parse(string value)
    {
        var parts = value.Split(' ');
        return parts.Length <= 2 && DateTime.TryParseExact(parts[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new RepairRecord(parts[0], parts.Length == 2 ? parts[1].Split(',') : Array.Empty<string>())
            : null;
    }

    /// <summary>Whether nothing stayed open of a part: the id of an instance, or one of those above.</summary>
    public bool Covers(string part) => !_open.Contains(part) && (part is Processes or Configuration || !_open.Contains(Instances));

    /// <summary>The tag's value.</summary>
    public override string ToString()
    {
        var whole = Join(_open);
        return whole.Length <= LongestValue ? whole : Join(_open.Where(part => part is Processes or Configuration).Append(Instances).ToList());
    }

    private string Join(IReadOnlyCollection<string> open) => open.Count == 0 ? _at : $"{_at} {string.Join(",", open)}";
}

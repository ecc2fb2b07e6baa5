using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RollingUpdate.Updates.Records;

/// <summary>Which version of a package the instances of a group have; one text for them all where they have the same.</summary>
internal sealed class PackageVersions
{
    /// <summary>The longest value of a tag, as of tags in all of Alibaba Cloud.</summary>
    private const int LongestLine = 128;
    private const int MostLines = 8;
    private const string None = "none";
    private readonly Dictionary<string, int> _counts;
    private readonly Dictionary<string, string> _instances;

    private PackageVersions(Dictionary<string, int> counts, Dictionary<string, string> instances)
    {
        _counts = counts;
        _instances = instances;
    }

    /// <param name="versions">Each instance's version; null where it has no such package.</param>
    public PackageVersions(IReadOnlyDictionary<string, string?> versions)
    {
        _instances = versions.ToDictionary(entry => entry.Key, entry => entry.Value ?? None);
        _counts = _instances.Values.GroupBy(version => version).ToDictionary(same => same.Key, same => same.Count());
    }

    /// <summary>Whether all instances had the same, be it nothing.</summary>
    public bool IsUniform => _counts.Count == 1;

    /// <summary>Whether there was no instance to ask.</summary>
    public bool IsEmpty => _counts.Count == 0;

    /// <summary>The version that all had; null when there was no such package, and where they differed.</summary>
    public string? Uniform => IsUniform && _counts.Keys.First() is var version && version != None ? version : null;

    /// <summary><c>v3=5</c>, or <c>v3=4;none=1</c> with the most frequent first.</summary>
    public string Summary =>
        string.Join(";", _counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));

    /// <summary>Of versions that differ, which instances had the rarer ones: <c>v2=i-a,i-b</c>, cut into lines that fit a tag.</summary>
    public IEnumerable<string> InstanceLines
    {
        get
        {
            if (IsUniform)
                return Array.Empty<string>();
            var common = _counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).First().Key;
            return _instances.Where(entry => entry.Value != common)
                .GroupBy(entry => entry.Value, entry => entry.Key)
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .SelectMany(same => Lines(same.Key, same.OrderBy(id => id, StringComparer.Ordinal)))
                .Take(MostLines);
        }
    }

    /// <summary>For an admin: "v3 on 4, v2 on 1 (i-a)".</summary>
    public string Describe() => string.Join(", ", _counts.OrderByDescending(entry => entry.Value).Select(entry =>
    {
        var ids = _instances.Where(instance => instance.Value == entry.Key).Select(instance => instance.Key).ToList();
        return $"{(entry.Key == None ? "no version" : entry.Key)} on {entry.Value}{(ids.Count == 0 || IsUniform ? "" : $" ({string.Join(", ", ids)})")}";
    }));

    /// <summary>Reads what <see cref="Summary"/> and <see cref="InstanceLines"/> wrote; null when it is something else.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="line">Line number n, from 1; null when there is none.</param>
    public static PackageVersions? Parse(string summary, Func<int, string?> line)
    {
        var counts = new Dictionary<string, int>();
        foreach (var part in summary.Split(';'))
        {
            if (SplitAt(part) is not { } pair || !int.TryParse(pair.Right, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return null;
            counts[pair.Left] = count;
        }

        var instances = new Dictionary<string, string>();
        for (var number = 1; number <= MostLines && line(number) is { } text; number++)
            if (SplitAt(text) is { } pair)
                foreach (var id in pair.Right.Split(','))
                    instances[id] = pair.Left;
        return new PackageVersions(counts, instances);
    }

    private static IEnumerable<string> Lines(string version, IEnumerable<string> ids)
    {
        var line = version + "=";
        var empty = line.Length;
        foreach (var id in ids)
        {
            if (line.Length > empty && line.Length + id.Length + 1 > LongestLine)
            {
                yield return line;
                line = version + "=";
            }

            line += line.Length > empty ? "," + id : id;
        }

        yield return line;
    }

    private static (string Left, string Right)? SplitAt(string text) =>
        text.LastIndexOf('=') is var at && at > 0 ? (text.Substring(0, at), text.Substring(at + 1)) : null;
}

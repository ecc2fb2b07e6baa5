using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Display;

/// <summary>
/// The texts of the table and list views. They are here and not in the format files' script blocks since those run in the admin's own
/// session: with its culture, its strict mode and its error preference. Nothing here throws, and objects that came back from a file or a
/// job (deserialised) are shown like live ones.
/// </summary>
public static class ViewText
{
    private const int MostLines = 12;
    private const int MostCharacters = 1000;
    private const int MostOfAValue = 300;

    /// <summary>A duration in its two largest units: <c>22s</c>, <c>3m 31s</c>, <c>1h 05m</c>, <c>2d 03h</c>; nothing for none.</summary>
    /// <param name="duration">A <see cref="TimeSpan"/> or null.</param>
    public static string Duration(object? duration)
    {
        if (Plain(duration) is not TimeSpan span)
            return "";
        var (sign, time) = span < TimeSpan.Zero ? ("-", span.Negate()) : ("", span);
        return sign + (time.TotalMinutes < 1 ? Number(time.Seconds) + "s"
            : time.TotalHours < 1 ? $"{Number(time.Minutes)}m {Two(time.Seconds)}s"
            : time.TotalDays < 1 ? $"{Number(time.Hours)}h {Two(time.Minutes)}m"
            : $"{Number(time.Days)}d {Two(time.Hours)}h");
    }

    /// <summary>How long ago something was: <c>2 min ago</c>, <c>5 h ago</c>, <c>3 d ago</c>; the date when it is long ago or still to come.</summary>
    /// <param name="date">A <see cref="DateTimeOffset"/>, a <see cref="DateTime"/> or null.</param>
    public static string Ago(object? date) => Ago(date, DateTimeOffset.UtcNow);

    /// <summary>A date in local time with how long ago it was: <c>2026-11-25 00:42:44 (2 min ago)</c>.</summary>
    /// <param name="date">A <see cref="DateTimeOffset"/>, a <see cref="DateTime"/> or null.</param>
    public static string Date(object? date) => Date(date, DateTimeOffset.UtcNow);

    /// <summary>A text as one line without control characters, for a cell of a table.</summary>
    /// <param name="text">Any value.</param>
    public static string Line(PSObject? text) => OneLine(text);

    /// <summary>Any value as one line.</summary>
    internal static string OneLine(object? text) =>
        Regex.Replace(Clean(ValueOf(text)), "\\s+", " ", RegexOptions.CultureInvariant).Trim();

    /// <summary>Several values as one line.</summary>
    /// <param name="values">A list or null.</param>
    public static string Join(object? values) => OneLine(values);

    /// <summary>A text of several lines, cut when it is long, with what to type to see all of it.</summary>
    /// <param name="text">Any value.</param>
    /// <param name="all">What to type to see all of it.</param>
    public static string Text(PSObject? text, string all)
    {
        var full = Clean(ValueOf(text)).TrimEnd('\n');
        var end = full.Length > MostCharacters ? MostCharacters : full.Length;
        for (int line = 0, at = -1; line < MostLines; line++)
        {
            at = full.IndexOf('\n', at + 1);
            if (at < 0 || at >= end)
                break;
            if (line == MostLines - 1)
                end = at;
        }

        return end == full.Length ? full : full.Substring(0, end) + $"… ({Number(full.Length - end)} more characters: {all})";
    }

    /// <summary>
    /// Names and values, a line each, sorted, each value cut when it is long, with what to type to see all of them. Of addresses, logins and
    /// signatures are left out: what is on a screen ends up in transcripts and in pictures for colleagues.
    /// </summary>
    /// <param name="dictionary">A dictionary or null.</param>
    /// <param name="all">What to type to see all of it.</param>
    public static string Pairs(object? dictionary, string all)
    {
        if (Plain(dictionary) is not IDictionary { Count: > 0 } pairs)
            return "";
        var cut = false;
        var lines = new List<string>();
        foreach (var key in pairs.Keys.Cast<object>().OrderBy(key => ValueOf(key), StringComparer.OrdinalIgnoreCase))
        {
            var value = OneLine(ValueOf(pairs[key], AddressMask.Hide));
            cut |= value.Length > MostOfAValue || value != OneLine(pairs[key]);
            lines.Add($"{ValueOf(key)} = {(value.Length > MostOfAValue ? value.Substring(0, MostOfAValue) + "…" : value)}");
        }

        if (cut)
            lines.Add($"(some are cut; all of them: {all})");
        return string.Join("\n", lines);
    }

    /// <summary>What an execution does: <c>Image update</c>, <c>Script rollback</c>; the template's name when it is no rolling update.</summary>
    /// <param name="execution">An execution, or an update.</param>
    public static string What(object? execution)
    {
        if (Property(execution, "Kind") is { } kind)
            return KindText(ValueOf(kind), ValueOf(Property(execution, "Direction")) == nameof(UpdateDirection.Rollback));
        var template = ValueOf(Property(execution, "TemplateName"));
        return UpdateTemplate.KindOf(template) is { } known
            ? KindText(known.ToString(), ValueOf(Entry(execution, "Parameters", "invokeType")) == "rollback")
            : ValueOf(template);
    }

    /// <summary>Instances that are done of all: <c>3/5</c>; nothing as long as that is not known.</summary>
    /// <param name="execution">An execution.</param>
    public static string Instances(object? execution)
    {
        // Before there are child executions the counters count something else: tasks.
        if (Plain(Property(execution, "IsParent")) is false)
            return "";
        return Entry(execution, "Counters", "Total") is { } total ? $"{ValueOf(Entry(execution, "Counters", "Success") ?? 0)}/{ValueOf(total)}" : "";
    }

    /// <summary>What there is to say about an execution: its message, or else the scaling group it works on.</summary>
    /// <param name="execution">An execution.</param>
    public static string Details(object? execution) =>
        OneLine(Property(execution, "StatusMessage")) is { Length: > 0 } message ? message : OneLine(Entry(execution, "Parameters", "scalingGroupId"));

    /// <summary>What an instance runs, as far as it was asked for: its image and its packages.</summary>
    /// <param name="instance">An instance of a scaling group.</param>
    public static string ImageAndPackages(object? instance)
    {
        var parts = new List<string> { OneLine(Property(instance, "ImageId")) };
        if (Plain(Property(instance, "Packages")) is IDictionary packages)
            parts.AddRange(packages.Keys.Cast<object>().Select(name => $"{ValueOf(name)} {ValueOf(packages[name])}").OrderBy(text => text, StringComparer.Ordinal));
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>The first of these texts that says something, and its first line.</summary>
    /// <param name="texts">Texts, the most important first.</param>
    public static string FirstLine(params object?[] texts) =>
        texts.Select(text => Clean(ValueOf(text)).Trim()).Where(text => text.Length > 0).Select(text => OneLine(text.Split('\n')[0])).FirstOrDefault() ?? "";

    internal static string Ago(object? date, DateTimeOffset now)
    {
        if (Moment(date) is not { } moment)
            return "";
        var ago = now - moment;
        return ago < TimeSpan.Zero || ago.TotalDays >= 100 ? moment.LocalDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : ago.TotalMinutes < 1 ? "just now"
            : ago.TotalHours < 1 ? Number((int)ago.TotalMinutes) + " min ago"
            : ago.TotalDays < 1 ? Number((int)ago.TotalHours) + " h ago"
            : Number((int)ago.TotalDays) + " d ago";
    }

    internal static string Date(object? date, DateTimeOffset now)
    {
        if (Moment(date) is not { } moment)
            return "";
        var text = moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return now >= moment && (now - moment).TotalDays < 100 ? $"{text} ({Ago(moment, now)})" : text;
    }

    /// <summary>Any value as text, the same in every culture.</summary>
    internal static string ValueOf(object? value) => ValueOf(value, text => text);

    private static string ValueOf(object? value, Func<string, string> shown) => Plain(value) switch
    {
        null => "",
        string text => shown(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IDictionary pairs => "{" + string.Join("; ", pairs.Keys.Cast<object>().Select(key => $"{ValueOf(key)} = {ValueOf(pairs[key], shown)}")) + "}",
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(item => ValueOf(item, shown))),
        _ => shown(value!.ToString() ?? ""),
    };

    private static string KindText(string kind, bool rollback) =>
        (kind == nameof(RollingUpdateKind.ContainerGroup) ? "Container" : kind) + (rollback ? " rollback" : " update");

    private static object? Property(object? value, string name) => value is null ? null : PSObject.AsPSObject(value).Properties[name]?.Value;

    // Not every dictionary answers an unknown key with null.
    private static object? Entry(object? value, string dictionary, string key) =>
        Plain(Property(value, dictionary)) is IDictionary pairs && pairs.Contains(key) ? pairs[key] : null;

    private static DateTimeOffset? Moment(object? date) => Plain(date) switch
    {
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(moment),
        // What PowerShell's serialiser makes of a DateTimeOffset.
        PSObject deserialised when Plain(Property(deserialised, "UtcDateTime")) is DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => null,
    };

    // A deserialised object has no object of its own inside, and a deserialised enumeration only its number.
    private static object? Plain(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } => value,
        PSObject { BaseObject: int } number when number.TypeNames.Contains("Deserialized.System.Enum") => number.ToString(),
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };

    // Outputs of scripts and messages of services come from afar: an escape sequence in them must not reach the terminal.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.Replace("\r\n", "\n"))
            clean.Append(c is '\n' or '\t' || !char.IsControl(c) ? c : c == '\r' ? '\n' : '·');
        return clean.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}

using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RollingUpdate.Updates.Reports;

/// <summary>Times, durations and names as a reader of the page wants them.</summary>
internal static class ReportText
{
    /// <summary>Stands where there is nothing to say.</summary>
    public const string None = "–";

    /// <summary>This machine's time, with how far it is from UTC: a record is read elsewhere, too.</summary>
    public static string Moment(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>This machine's time without the date.</summary>
    public static string TimeOfDay(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The time for machines: UTC, as ISO 8601 has it.</summary>
    public static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"45 s", "6 min 14 s", "1 h 5 min", "2 d 3 h".</summary>
    public static string Span(TimeSpan span)
    {
        if (span.TotalDays >= 1)
            return Two((int)span.TotalDays, "d", span.Hours, "h");
        if (span.TotalHours >= 1)
            return Two(span.Hours, "h", span.Minutes, "min");
        return span.TotalMinutes >= 1 ? Two(span.Minutes, "min", span.Seconds, "s") : $"{span.Seconds} s";
    }

    /// <summary><c>ScaledOutSince</c> as "Scaled out since"; what is no such name stays as it is.</summary>
    public static string Words(string name) =>
        Regex.Replace(name, "(?<=[a-z])[A-Z]", match => " " + match.Value.ToLowerInvariant(), RegexOptions.CultureInvariant);

    /// <summary>"1 instance", "5 instances".</summary>
    public static string Count(int count, string what) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {what}{(count == 1 ? "" : what.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s")}";

    /// <summary>What a kind is called in a sentence.</summary>
    public static string Kind(RollingUpdateKind kind) => kind switch
    {
        RollingUpdateKind.OssFile => "OSS file",
        RollingUpdateKind.ContainerGroup => "Container group",
        _ => kind.ToString(),
    };

    /// <summary>"Image update", "Rollback of an image update".</summary>
    public static string Deed(EssRollingUpdate update)
    {
        var kind = Kind(update.Kind);
        if (update.Direction == UpdateDirection.Invoke)
            return kind + " update";
        return update.Kind switch
        {
            RollingUpdateKind.OssFile => "Rollback of an OSS file update",
            RollingUpdateKind.Image => "Rollback of an image update",
            _ => $"Rollback of a {kind.ToLowerInvariant()} update",
        };
    }

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}

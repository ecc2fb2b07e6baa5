using System;
using System.Globalization;

namespace RollingUpdate.Simulator.Services;

/// <summary>Times as the services write them.</summary>
internal static class Timestamps
{
    /// <summary>To the second: OOS, STS, and the newer fields of the others.</summary>
    public static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time in a request, such as 2026-11-23T08:00:00Z; null when it is not one.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>To the second, or an empty text for what has not happened.</summary>
    public static string Seconds(DateTimeOffset? time) => time == null ? "" : Seconds(time.Value);

    /// <summary>Without the part of a second, as answers show it and filters compare it.</summary>
    public static DateTimeOffset Floor(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>To the minute: the older fields of ESS and ECS.</summary>
    public static string Minutes(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}

using System;
using System.Collections.Generic;
using System.Globalization;

namespace RollingUpdate.Updates.Reports;

/// <summary>Where a moment lies between the start and the end of an update, in per cent, and the round times between.</summary>
internal sealed class TimeScale
{
    private const int MostTicks = 7;
    private static readonly double[] Steps =
        { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000 };
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _length;

    public TimeScale(DateTimeOffset start, DateTimeOffset end)
    {
        _start = start;
        // The service counts in whole seconds, and something has to be divided by.
        _length = end - start is { } length && length >= TimeSpan.FromSeconds(1) ? length : TimeSpan.FromSeconds(1);
    }

    /// <summary>0 to 100.</summary>
    public double At(DateTimeOffset time) => Math.Max(0, Math.Min(100, (time - _start).TotalSeconds * 100 / _length.TotalSeconds));

    /// <summary>Round times of this machine's clock with their places.</summary>
    public IEnumerable<(double At, string Label)> Ticks()
    {
        var step = TimeSpan.FromSeconds(Array.Find(Steps, seconds => _length.TotalSeconds / seconds <= MostTicks) is > 0 and var fits ? fits : _length.TotalSeconds / MostTicks);
        var local = _start.ToLocalTime();
        var format = step < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : _length < TimeSpan.FromDays(1) ? "HH:mm" : step < TimeSpan.FromDays(1) ? "MM-dd HH:mm" : "MM-dd";
        // Counted from the start, and never past the last moment there is: a service that errs may name it.
        var first = TimeSpan.FromTicks((step.Ticks - (local.TimeOfDay.Ticks % step.Ticks)) % step.Ticks);
        var room = DateTimeOffset.MaxValue - _start;
        for (var passed = first; passed <= _length && passed <= room; passed += step)
            yield return (At(_start + passed), (_start + passed).ToLocalTime().ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>A place as style sheets have it.</summary>
    public static string PerCent(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}

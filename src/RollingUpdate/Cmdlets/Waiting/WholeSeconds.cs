using System;

namespace RollingUpdate.Cmdlets.Waiting;

/// <summary>A duration as it is read: 00:03:31, or 1.02:03:04 beyond a day.</summary>
internal static class WholeSeconds
{
    public static string Text(TimeSpan duration) => TimeSpan.FromSeconds(Math.Floor(duration.TotalSeconds)).ToString("c");
}

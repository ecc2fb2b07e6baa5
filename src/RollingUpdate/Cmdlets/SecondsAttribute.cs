using System;
using System.Globalization;
using System.Management.Automation;

namespace RollingUpdate.Cmdlets;

/// <summary>
/// Takes a number for a time span as seconds: PowerShell itself would take -Timeout 60 for sixty ten-millionths of a second. A proxy
/// function or a mock has no such attribute, and hands on what PowerShell made of the number; no wait is meant that is so short.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    // 10 ms: as seconds, more than a day.
    private const long ShortestMeant = 10 * TimeSpan.TicksPerMillisecond;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            int seconds => TimeSpan.FromSeconds(seconds),
            long seconds => TimeSpan.FromSeconds(seconds),
            double seconds => TimeSpan.FromSeconds(seconds),
            decimal seconds => TimeSpan.FromSeconds((double)seconds),
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
            TimeSpan { Ticks: < ShortestMeant and > -ShortestMeant } number => TimeSpan.FromSeconds(number.Ticks),
            _ => inputData,
        };
}

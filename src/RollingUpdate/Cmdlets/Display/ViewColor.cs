using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace RollingUpdate.Cmdlets.Display;

/// <summary>
/// Colour for the states in the views. PowerShell from 7.2 on takes it out again where it does not belong: in files and pipes, on hosts
/// without colour, and when $PSStyle.OutputRendering is PlainText. Older ones do not, and get none; nobody gets any under NO_COLOR.
/// </summary>
public static class ViewColor
{
    private const string Green = "\u001b[32m";
    private const string Yellow = "\u001b[33m";
    private const string Red = "\u001b[31m";
    private const string Cyan = "\u001b[36m";
    private const string Reset = "\u001b[0m";
    private static readonly bool EngineTakesItOut = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 2);

    private static readonly Dictionary<string, string> Colors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Success"] = Green,
        ["Succeeded"] = Green,
        ["Passed"] = Green,
        ["Done"] = Green,
        ["Covered"] = Green,
        ["InService"] = Green,
        ["Active"] = Green,
        ["Healthy"] = Green,
        ["Started"] = Cyan,
        ["Queued"] = Cyan,
        ["Running"] = Cyan,
        ["Waiting"] = Yellow,
        ["Pending"] = Yellow,
        ["Warning"] = Yellow,
        ["Needed"] = Yellow,
        ["Skipped"] = Yellow,
        ["Cancelled"] = Yellow,
        ["Canceled"] = Yellow,
        ["ScaledOutSince"] = Yellow,
        ["Standby"] = Yellow,
        ["Inactive"] = Yellow,
        ["Failed"] = Red,
        ["Missing"] = Red,
        ["Differs"] = Red,
        ["Unhealthy"] = Red,
    };

    /// <summary>A state in the colour it has; any other text as it is.</summary>
    /// <param name="status">A text or an enumeration's value; null for nothing.</param>
    public static string Status(PSObject? status) => Status(status, EngineTakesItOut, Environment.GetEnvironmentVariable);

    /// <summary>A count of what should not be: nothing for none, and red.</summary>
    /// <param name="count">A number; null for nothing.</param>
    public static string Bad(PSObject? count) => Flag(count, Red);

    /// <summary>Something to look at: nothing for nothing, and yellow.</summary>
    /// <param name="value">A number or text; null for nothing.</param>
    public static string Attention(PSObject? value) => Flag(value, Yellow);

    internal static string Status(object? status, bool engineTakesItOut, Func<string, string?> variable)
    {
        var text = ViewText.OneLine(status);
        return Colors.TryGetValue(text, out var color) ? Paint(text, color, engineTakesItOut, variable) : text;
    }

    private static string Flag(object? value, string color) =>
        ViewText.OneLine(value) is { Length: > 0 } text and not "0" ? Paint(text, color, EngineTakesItOut, Environment.GetEnvironmentVariable) : "";

    private static string Paint(string text, string color, bool engineTakesItOut, Func<string, string?> variable) =>
        engineTakesItOut && string.IsNullOrEmpty(variable("NO_COLOR")) ? color + text + Reset : text;
}

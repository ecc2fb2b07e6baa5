using System;
using System.Globalization;

namespace RollingUpdate.Benchmarks.Measuring;

/// <summary>Prints figures as rows of the table in docs/performance.md.</summary>
internal static class Figures
{
    public static void Head()
    {
        Console.WriteLine("| Figure | Ours | Against | Ratio | Must reach | |");
        Console.WriteLine("|---|---|---|---|---|---|");
    }

    /// <summary>A ratio; null for a limit where none is set.</summary>
    public static void Ratio(string name, string ours, string against, double ratio, double? most) =>
        Row(name, ours, against, Text(ratio), most is null ? "" : "≤ " + Text(most.Value), most is null || ratio <= most);

    public static void Row(string name, string ours, string against, string ratio, string mustReach, bool reached) =>
        Console.WriteLine($"| {name} | {ours} | {against} | {ratio} | {mustReach} | {(mustReach.Length == 0 ? "" : reached ? "reached" : "NOT reached")} |");

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}

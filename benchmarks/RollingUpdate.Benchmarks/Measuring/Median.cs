using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Benchmarks.Measuring;

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

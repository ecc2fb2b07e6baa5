using System;

namespace RollingUpdate.Updates;

/// <summary>
/// How the templates divide instances into batches. Fn::CalculateBatch is not documented; this is the rule of Alibaba's own Jenkins
/// plugin for the same purpose.
/// </summary>
internal static class BatchRule
{
    // Far beyond what a loop of OOS takes; an answer that says more is not believed, nor is memory set aside for it.
    private const int MostBatches = 10_000;

    /// <summary>The sizes of the batches: as even as can be, the larger ones first, none empty.</summary>
    public static int[] Sizes(int instances, int batchNumber)
    {
        if (instances <= 0)
            return Array.Empty<int>();
        var batches = Math.Max(1, Math.Min(Math.Min(batchNumber, instances), MostBatches));
        var sizes = new int[batches];
        for (var i = 0; i < batches; i++)
            sizes[i] = (instances / batches) + (i < instances % batches ? 1 : 0);
        return sizes;
    }
}

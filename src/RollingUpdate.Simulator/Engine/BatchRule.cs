using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Engine;

/// <summary>
/// Fn::CalculateBatch: how many items each batch has. Not documented; this is what Alibaba's Jenkins plugin computes for the same purpose
/// (reference page of the templates, section 4): the first batches take what does not divide evenly.
/// </summary>
internal static class BatchRule
{
    public static IReadOnlyList<int> Sizes(int batchNumber, int items)
    {
        var batches = Math.Min(batchNumber, items);
        var sizes = new int[batches];
        for (var i = 0; i < batches; i++)
            sizes[i] = (items / batches) + (i < items % batches ? 1 : 0);
        return sizes;
    }
}

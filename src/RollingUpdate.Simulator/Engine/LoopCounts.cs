namespace RollingUpdate.Simulator.Engine;

/// <summary>How far a loop is.</summary>
internal sealed class LoopCounts
{
    public LoopCounts(int total, int batches)
    {
        Total = total;
        Batches = batches;
    }

    public int Total { get; }

    public int Batches { get; }

    public int Running { get; set; }

    public int Success { get; set; }

    public int Failed { get; set; }
}

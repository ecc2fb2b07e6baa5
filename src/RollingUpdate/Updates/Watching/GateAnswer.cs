namespace RollingUpdate.Updates.Watching;

/// <summary>What a gate said.</summary>
internal sealed class GateAnswer
{
    private GateAnswer(bool isYes, string reason)
    {
        IsYes = isYes;
        Reason = reason;
    }

    public static GateAnswer Yes { get; } = new(true, "");

    public bool IsYes { get; }

    /// <summary>Why not, in words.</summary>
    public string Reason { get; }

    public static GateAnswer No(string reason) => new(false, reason);
}

using System;
using System.Collections.Generic;

namespace RollingUpdate.Oos;

/// <summary>The statuses of executions and tasks that OOS documents. Others may come; they mean that the work goes on.</summary>
internal static class OosStatus
{
    public const string Started = "Started";
    public const string Running = "Running";
    public const string Waiting = "Waiting";
    public const string Success = "Success";
    public const string Failed = "Failed";
    public const string Cancelled = "Cancelled";
    public const string Skipped = "Skipped";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        Started, "Queued", Running, Waiting, Success, Failed, Cancelled, "Pending", Skipped,
    };

    /// <summary>Whether an execution with this status has ended. One help page spells Cancelled with one l.</summary>
    public static bool IsTerminal(string status) => status is Success or Failed or Cancelled or "Canceled";

    public static bool IsKnown(string status) => Known.Contains(status) || status == "Canceled";
}

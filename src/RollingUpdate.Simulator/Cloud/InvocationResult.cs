using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A command's run on one instance.</summary>
internal sealed class InvocationResult
{
    public InvocationResult(string instanceId, DateTimeOffset started)
    {
        InstanceId = instanceId;
        Started = started;
    }

    public string InstanceId { get; }

    public DateTimeOffset Started { get; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? Finished { get; set; }

    /// <summary>Null while it runs, and when it could not run.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Plain text.</summary>
    public string Output { get; set; } = "";

    /// <summary>Why it could not run or was ended; empty when it ended by itself.</summary>
    public string ErrorCode { get; set; } = "";

    public string ErrorInfo { get; set; } = "";

    /// <summary>The state of one instance's run: Running, Success, Failed (any other exit code) or Error (did not run or was ended).</summary>
    public string Status => Finished == null ? "Running" : ErrorCode.Length > 0 ? "Error" : ExitCode == 0 ? "Success" : "Failed";
}

using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator;

/// <summary>One API call as the simulator saw it. Signatures, tokens and other secrets are not kept.</summary>
public sealed class SimulatorCall
{
    internal SimulatorCall(long sequence, string method, string action, string version, string? accessKeyId, IReadOnlyDictionary<string, string> parameters)
    {
        Sequence = sequence;
        Method = method;
        Action = action;
        Version = version;
        AccessKeyId = accessKeyId;
        Parameters = parameters;
    }

    /// <summary>The number of the call since the simulator started, from 1.</summary>
    public long Sequence { get; }

    /// <summary>When it came in, real time, UTC.</summary>
    public DateTimeOffset Time { get; internal set; }

    /// <summary>When it came in, simulated time, UTC.</summary>
    public DateTimeOffset VirtualTime { get; internal set; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The product's short name (ecs, ess, oos, ram, sts); empty when the version is unknown.</summary>
    public string Product { get; internal set; } = "";

    /// <summary>The action asked for.</summary>
    public string Action { get; }

    /// <summary>The API version asked for.</summary>
    public string Version { get; }

    /// <summary>The key the call says it is signed with.</summary>
    public string? AccessKeyId { get; }

    /// <summary>The parameters, decoded, without anything that belongs to the signature.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Whether the action can change anything.</summary>
    public bool Mutating { get; internal set; }

    /// <summary>The fault that struck it; null when none did.</summary>
    public SimulatorFaultKind? Fault { get; internal set; }

    /// <summary>The HTTP status the caller got; 0 when the connection was closed without an answer.</summary>
    public int HttpStatus { get; internal set; }

    /// <summary>The error code the work ended with; null when it was done, even if a fault then hid the answer.</summary>
    public string? Code { get; internal set; }

    /// <summary>The request id of the answer.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>The execution that a StartExecution started, or found again by its ClientToken.</summary>
    public string? ExecutionId { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Sequence} {Action} {HttpStatus} {Code}".TrimEnd();
}

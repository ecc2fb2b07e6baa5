using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>One scaling activity: what a group did, or refused to do.</summary>
internal sealed class ScalingActivity
{
    private readonly string _description;
    private readonly IReadOnlyList<string> _instanceIds;

    public ScalingActivity(string id, string description, IReadOnlyList<string> instanceIds, string cause, DateTimeOffset start)
    {
        Id = id;
        _description = description;
        _instanceIds = instanceIds;
        Cause = cause;
        Start = start;
    }

    public string Id { get; }

    /// <summary>What it did; made when it is asked for, since an update has two activities an instance.</summary>
    public string Description => _instanceIds.Count == 0 ? _description : $"{_description}: {string.Join(", ", _instanceIds)}";

    public string Cause { get; }

    public DateTimeOffset Start { get; }

    /// <summary>Null while it is in progress.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>Successful, Warning, Failed, InProgress or Rejected.</summary>
    public string Status { get; set; } = "InProgress";

    public string StatusMessage { get; set; } = "";

    public int Progress { get; set; }
}

using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>One scaling activity: what a group did, or refused to do.</summary>
internal sealed class ScalingActivity
{
    public ScalingActivity(string id, string description, string cause, DateTimeOffset start)
    {
        Id = id;
        Description = description;
        Cause = cause;
        Start = start;
    }

    public string Id { get; }

    public string Description { get; }

    public string Cause { get; }

    public DateTimeOffset Start { get; }

    /// <summary>Null while it is in progress.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>Successful, Warning, Failed, InProgress or Rejected.</summary>
    public string Status { get; set; } = "InProgress";

    public string StatusMessage { get; set; } = "";

    public int Progress { get; set; }
}

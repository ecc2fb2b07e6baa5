using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A policy that a user has.</summary>
internal sealed class AttachedPolicy
{
    public AttachedPolicy(string type, string name, DateTimeOffset attached)
    {
        Type = type;
        Name = name;
        Attached = attached;
    }

    /// <summary>System or Custom.</summary>
    public string Type { get; }

    public string Name { get; }

    public DateTimeOffset Attached { get; }
}

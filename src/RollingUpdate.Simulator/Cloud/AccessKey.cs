using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A key that signs calls.</summary>
internal sealed class AccessKey
{
    public AccessKey(string id, string secret, Principal owner)
    {
        Id = id;
        Secret = secret;
        Owner = owner;
    }

    public string Id { get; }

    public string Secret { get; }

    public Principal Owner { get; }

    public bool Active { get; set; } = true;

    public DateTimeOffset Created { get; set; }

    /// <summary>The token that must come with the key; null for a lasting key.</summary>
    public string? SecurityToken { get; set; }

    /// <summary>When the token ends, simulated time; null means never.</summary>
    public DateTimeOffset? Expires { get; set; }
}

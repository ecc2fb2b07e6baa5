using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A RAM user made through the API.</summary>
internal sealed class RamUser
{
    public RamUser(Principal principal, DateTimeOffset created)
    {
        Principal = principal;
        Created = created;
    }

    public Principal Principal { get; }

    public string Name => Principal.Name;

    public DateTimeOffset Created { get; }

    public string DisplayName { get; set; } = "";

    public string Comments { get; set; } = "";

    public string Email { get; set; } = "";

    public string MobilePhone { get; set; } = "";

    public List<AttachedPolicy> Policies { get; } = new();

    public List<AccessKey> Keys { get; } = new();
}

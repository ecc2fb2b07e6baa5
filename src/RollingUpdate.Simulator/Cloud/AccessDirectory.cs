using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>The account's keys and roles.</summary>
internal sealed class AccessDirectory
{
    private readonly Dictionary<string, AccessKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RamRole> _roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly IdSource _ids;

    public AccessDirectory(string accountId, IdSource ids)
    {
        AccountId = accountId;
        _ids = ids;
    }

    public string AccountId { get; }

    /// <summary>Who calls without a signature.</summary>
    public Principal Nobody => new("Anonymous", AccountId, "", "anonymous", "");

    /// <summary>The identity providers whose tokens roles are given for, by ARN.</summary>
    public Registry<OidcProvider> OidcProviders { get; } = new(p => p.Arn);

    public AccessKey? FindKey(string id) => _keys.TryGetValue(id, out var key) ? key : null;

    /// <summary>Adds a key, in place of one with the same id.</summary>
    public AccessKey AddKey(AccessKey key) => _keys[key.Id] = key;

    public void RemoveKey(string id) => _keys.Remove(id);

    public Principal NewUser(string name, string? userId = null) =>
        new("RAMUser", AccountId, userId ?? _ids.Digits(18), name, $"acs:ram::{AccountId}:user/{name}");

    public RamRole AddRole(string name) => _roles[name] = new RamRole(name, "3" + _ids.Digits(17), $"acs:ram::{AccountId}:role/{name.ToLowerInvariant()}");

    public RamRole? FindRole(string name) => _roles.TryGetValue(name, out var role) ? role : null;

    /// <summary>A session of a role.</summary>
    public Principal Assume(RamRole role, string session) =>
        new("AssumedRoleUser", AccountId, role.Id + ":" + session, role.Name + "/" + session, $"acs:ram::{AccountId}:assumed-role/{role.Name}/{session}")
        {
            RoleId = role.Id,
            DeniedActions = role.DeniedActions,
        };
}

using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>All actions the simulator has. The products' versions differ, so a version tells the product.</summary>
internal sealed class ApiCatalog
{
    private readonly Dictionary<string, Dictionary<string, ApiAction>> _versions = new(StringComparer.Ordinal);

    /// <summary>Adds an action that changes nothing.</summary>
    public void Read(string product, string version, string name, Func<ApiCall, JObject> handler) => Add(new(product, version, name, mutating: false, handler));

    /// <summary>Adds an action that changes something.</summary>
    public void Write(string product, string version, string name, Func<ApiCall, JObject> handler) => Add(new(product, version, name, mutating: true, handler));

    /// <summary>Adds an action that changes something and has a ClientToken.</summary>
    public void WriteOnce(string product, string version, string name, Func<ApiCall, JObject> handler) =>
        Add(new(product, version, name, mutating: true, handler) { HasClientToken = true });

    /// <summary>Adds an action that changes nothing and is called without a signature.</summary>
    public void Unsigned(string product, string version, string name, Func<ApiCall, JObject> handler) =>
        Add(new(product, version, name, mutating: false, handler) { Unsigned = true });

    /// <summary>The action; null when there is none of that name in that version.</summary>
    public ApiAction? Find(string version, string name) =>
        _versions.TryGetValue(version, out var actions) && actions.TryGetValue(name, out var action) ? action : null;

    /// <summary>The refusal of an action that there is not.</summary>
    public ApiException NotFound(string version, string name) => _versions.ContainsKey(version)
        ? new ApiException(404, "InvalidAction.NotFound", $"The specified action '{name}' does not exist in version {version}.")
        : new ApiException(400, "NoSuchVersion", $"The specified version '{version}' does not exist.");

    private void Add(ApiAction action)
    {
        // Names are compared without case: Alibaba's own pages and templates write ExitStandby and ExitStandBy for one action.
        if (!_versions.TryGetValue(action.Version, out var actions))
            _versions[action.Version] = actions = new(StringComparer.OrdinalIgnoreCase);
        actions.Add(action.Name, action);
    }
}

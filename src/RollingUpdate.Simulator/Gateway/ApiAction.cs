using System;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>One action of one version of a product.</summary>
internal sealed class ApiAction
{
    public ApiAction(string product, string version, string name, bool mutating, Func<ApiCall, JObject> handler)
    {
        Product = product;
        Version = version;
        Name = name;
        Mutating = mutating;
        Handler = handler;
    }

    /// <summary>The product's short name as in RAM actions: ecs, ess, oos, ram, sts.</summary>
    public string Product { get; }

    public string Version { get; }

    public string Name { get; }

    /// <summary>Whether it can change anything. AssumeRole counts as reading: it only hands out a key.</summary>
    public bool Mutating { get; }

    /// <summary>Whether it is called without a signature: what proves the caller is among the parameters.</summary>
    public bool Unsigned { get; set; }

    /// <summary>Whether it has the parameter ClientToken.</summary>
    public bool HasClientToken { get; set; }

    /// <summary>Does it, and gives the answer without RequestId.</summary>
    public Func<ApiCall, JObject> Handler { get; }
}

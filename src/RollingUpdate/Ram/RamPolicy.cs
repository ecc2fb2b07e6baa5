using System;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ram;

/// <summary>A policy by its name and type. Names of both types are apart: a custom policy may be called as a system one.</summary>
internal sealed class RamPolicy
{
    public string PolicyName { get; private set; } = "";

    /// <summary>System (Alibaba's own) or Custom (the account's).</summary>
    public string PolicyType { get; private set; } = "";

    public bool Is(RamPolicy other) =>
        string.Equals(PolicyName, other.PolicyName, StringComparison.OrdinalIgnoreCase) && PolicyType == other.PolicyType;

    public static RamPolicy? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var policy = new RamPolicy();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "PolicyName": policy.PolicyName = json.Text() ?? ""; break;
                case "PolicyType": policy.PolicyType = json.Text() ?? ""; break;
                default: json.Skip(); break;
            }
        }

        return policy;
    }
}

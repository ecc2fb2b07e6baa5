using System.Collections.Generic;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>Who asks, and what they may do.</summary>
internal sealed class Principal
{
    public Principal(string type, string accountId, string userId, string name, string arn)
    {
        Type = type;
        AccountId = accountId;
        UserId = userId;
        Name = name;
        Arn = arn;
    }

    /// <summary>RAMUser or AssumedRoleUser, as GetCallerIdentity tells.</summary>
    public string Type { get; }

    public string AccountId { get; }

    public string UserId { get; }

    public string Name { get; }

    public string Arn { get; }

    /// <summary>The role's id; null for a user.</summary>
    public string? RoleId { get; set; }

    /// <summary>Patterns of RAM actions that are refused, such as <c>ess:EnterStandby</c> or <c>ecs:*</c>.</summary>
    public List<string> DeniedActions { get; set; } = new();

    /// <summary>Patterns of RAM actions that are allowed; null allows all that is not denied.</summary>
    public List<string>? AllowedActions { get; set; }

    public bool MayDo(string product, string action)
    {
        // Everybody may ask who they are; RAM has no permission for it.
        if (product == "sts" && action == "GetCallerIdentity")
            return true;
        if (DeniedActions.Count == 0 && AllowedActions == null)
            return true;
        var name = product + ":" + action;
        if (DeniedActions.Exists(d => Wildcard.IsMatch(d, name)))
            return false;
        return AllowedActions == null || AllowedActions.Exists(a => Wildcard.IsMatch(a, name));
    }

    /// <exception cref="ApiException">Forbidden.RAM (ECS, ESS) or NoPermission, with what was missing.</exception>
    public void Demand(string product, string action)
    {
        if (MayDo(product, action))
            return;
        var code = product is "ecs" or "ess" or "eci" ? "Forbidden.RAM" : "NoPermission";
        throw new ApiException(403, code, $"User not authorized to operate on the specified resource, or this API doesn't support RAM: {product}:{action}.")
        {
            AccessDeniedDetail = new JObject
            {
                ["AuthAction"] = product + ":" + action,
                ["AuthPrincipalType"] = Type == "AssumedRoleUser" ? "AssumedRoleUser" : "SubUser",
                ["AuthPrincipalDisplayName"] = UserId,
                ["AuthPrincipalOwnerId"] = AccountId,
                ["NoPermissionType"] = DeniedActions.Exists(d => Wildcard.IsMatch(d, product + ":" + action)) ? "ExplicitDeny" : "ImplicitDeny",
                ["PolicyType"] = "AccountLevelIdentityBasedPolicy",
                ["EncodedDiagnosticMessage"] = "AQAAAAAA",
            },
        };
    }
}

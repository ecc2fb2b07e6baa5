using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Sts;

/// <summary>Security Token Service, 2015-04-01.</summary>
internal sealed class StsService
{
    private const string Version = "2015-04-01";
    private readonly World _world;

    public StsService(World world) => _world = world;

    public void Register(ApiCatalog catalog)
    {
        catalog.Read("sts", Version, "GetCallerIdentity", GetCallerIdentity);
        catalog.Read("sts", Version, "AssumeRole", AssumeRole);
        catalog.Unsigned("sts", Version, "AssumeRoleWithOIDC", AssumeRoleWithOidc);
    }

    private static JObject GetCallerIdentity(ApiCall call) => new()
    {
        ["AccountId"] = call.Caller.AccountId,
        ["UserId"] = call.Caller.RoleId == null ? call.Caller.UserId : null,
        ["RoleId"] = call.Caller.RoleId,
        ["Arn"] = call.Caller.Arn,
        ["IdentityType"] = call.Caller.Type,
        ["PrincipalId"] = call.Caller.UserId,
    };

    private JObject AssumeRoleWithOidc(ApiCall call)
    {
        var p = call.Parameters;
        var provider = _world.Access.OidcProviders.Find(p.Required("OIDCProviderArn"))
            ?? throw new ApiException(401, "AuthenticationFail.NoPermission", "No such OIDC Provider registered.");
        provider.Check(p.Required("OIDCToken"), _world.Clock.Now);
        return AssumeRole(call);
    }

    private JObject AssumeRole(ApiCall call)
    {
        var p = call.Parameters;
        var arn = p.Required("RoleArn");
        var session = p.Required("RoleSessionName");
        if (session.Length is < 2 or > 64 || !session.All(c => (c < 128 && char.IsLetterOrDigit(c)) || ".@-_".IndexOf(c) >= 0))
            throw new ApiException(400, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.");
        var role = _world.Access.FindRole(arn.Substring(arn.LastIndexOf('/') + 1));
        if (role == null || !string.Equals(role.Arn, arn, StringComparison.OrdinalIgnoreCase))
            throw new ApiException(404, "EntityNotExist.Role", "The role not exists: " + arn);
        var seconds = p.Integer("DurationSeconds", 3600, 900, role.MaxSessionDuration);
        var principal = _world.Access.Assume(role, session);
        var (id, secret) = _world.Ids.AccessKey("STS.");
        var key = _world.Access.AddKey(new AccessKey(id, secret, principal)
        {
            SecurityToken = "CAIS" + _world.Ids.Hex(64),
            Created = _world.Clock.Now,
            Expires = _world.Clock.Now.AddSeconds(seconds),
        });
        return new JObject
        {
            ["Credentials"] = new JObject
            {
                ["AccessKeyId"] = id,
                ["AccessKeySecret"] = secret,
                ["SecurityToken"] = key.SecurityToken,
                ["Expiration"] = Timestamps.Seconds(key.Expires),
            },
            ["AssumedRoleUser"] = new JObject { ["Arn"] = principal.Arn, ["AssumedRoleId"] = principal.UserId },
            ["SourceIdentity"] = p.Text("SourceIdentity"),
        };
    }
}

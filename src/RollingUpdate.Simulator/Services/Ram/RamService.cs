using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Ram;

/// <summary>Users and their keys, RAM 2015-05-01. A key made here signs calls; its user may do what the attached policies allow.</summary>
internal sealed class RamService
{
    /// <summary>The one version of RAM.</summary>
    public const string Version = "2015-05-01";

    /// <summary>The keys that a user may have at once.</summary>
    private const int KeyLimit = 2;
    private readonly World _world;

    public RamService(World world) => _world = world;

    public void Register(ApiCatalog catalog)
    {
        catalog.Write("ram", Version, "CreateUser", CreateUser);
        catalog.Read("ram", Version, "GetUser", c => new JObject { ["User"] = Json(Find(c)) });
        catalog.Read("ram", Version, "ListUsers", ListUsers);
        catalog.Write("ram", Version, "DeleteUser", DeleteUser);
        catalog.Write("ram", Version, "CreateAccessKey", CreateAccessKey);
        catalog.Read("ram", Version, "ListAccessKeys", ListAccessKeys);
        catalog.Write("ram", Version, "DeleteAccessKey", DeleteAccessKey);
    }

    private JObject CreateUser(ApiCall call)
    {
        var p = call.Parameters;
        var name = p.Required("UserName");
        if (!Regex.IsMatch(name, "^[A-Za-z0-9._-]{1,64}$"))
            throw new ApiException(400, "InvalidParameter.UserName.InvalidChars", "The user name has 1 to 64 letters, digits, points, hyphens and underscores.");
        if (_world.Users.Find(name) != null)
            throw new ApiException(409, "EntityAlreadyExists.User", $"The user {name} already exists.");
        var principal = _world.Access.NewUser(name);
        // Without a policy a user may do nothing.
        principal.AllowedActions = new List<string>();
        var user = _world.Users.Add(new RamUser(principal, _world.Clock.Now)
        {
            DisplayName = p.Text("DisplayName") ?? name,
            Comments = p.Text("Comments") ?? "",
            Email = p.Text("Email") ?? "",
            MobilePhone = p.Text("MobilePhone") ?? "",
        });
        return new JObject { ["User"] = Json(user) };
    }

    private JObject ListUsers(ApiCall call)
    {
        var size = call.Parameters.Integer("MaxItems", 100, 1, 1000);
        var first = (int)System.Math.Min(TokenPage.Position(call.Parameters.Text("Marker"), _world.Users.Count), _world.Users.Count);
        var more = first + size < _world.Users.Count;
        var answer = new JObject { ["IsTruncated"] = more, ["Users"] = new JObject { ["User"] = new JArray(_world.Users.Skip(first).Take(size).Select(Json)) } };
        if (more)
            answer["Marker"] = TokenPage.Token(first + size);
        return answer;
    }

    private JObject DeleteUser(ApiCall call)
    {
        var user = Find(call);
        if (user.Keys.Count > 0)
            throw new ApiException(409, "DeleteConflict.User.AccessKey", "The user has access keys, which have to be deleted first.");
        if (user.Policies.Count > 0)
            throw new ApiException(409, "DeleteConflict.User.Policy", "The user has policies, which have to be detached first.");
        _world.Users.Remove(user);
        return new JObject();
    }

    private JObject CreateAccessKey(ApiCall call)
    {
        var user = Find(call);
        if (user.Keys.Count >= KeyLimit)
            throw new ApiException(409, "LimitExceeded.User.AccessKey", $"The user has {KeyLimit} access keys, which is the most.");
        var (id, secret) = _world.Ids.AccessKey("LTAI5t");
        var key = _world.Access.AddKey(new AccessKey(id, secret, user.Principal) { Created = _world.Clock.Now });
        user.Keys.Add(key);
        var json = Json(key);
        json["AccessKeySecret"] = secret;
        return new JObject { ["AccessKey"] = json };
    }

    private JObject ListAccessKeys(ApiCall call) => new() { ["AccessKeys"] = new JObject { ["AccessKey"] = new JArray(Find(call).Keys.Select(Json)) } };

    private JObject DeleteAccessKey(ApiCall call)
    {
        var user = Find(call);
        var id = call.Parameters.Required("UserAccessKeyId");
        var key = user.Keys.Find(k => k.Id == id) ?? throw new ApiException(404, "EntityNotExist.User.AccessKey", $"The access key {id} does not exist.");
        user.Keys.Remove(key);
        _world.Access.RemoveKey(id);
        return new JObject();
    }

    private RamUser Find(ApiCall call)
    {
        var name = call.Parameters.Required("UserName");
        return _world.Users.Find(name) ?? throw new ApiException(404, "EntityNotExist.User", $"The user {name} does not exist.");
    }

    private static JObject Json(RamUser user) => new()
    {
        ["UserId"] = user.Principal.UserId,
        ["UserName"] = user.Name,
        ["DisplayName"] = user.DisplayName,
        ["Comments"] = user.Comments,
        ["Email"] = user.Email,
        ["MobilePhone"] = user.MobilePhone,
        ["CreateDate"] = Timestamps.Seconds(user.Created),
        ["UpdateDate"] = Timestamps.Seconds(user.Created),
    };

    private static JObject Json(AccessKey key) => new()
    {
        ["AccessKeyId"] = key.Id,
        ["Status"] = key.Active ? "Active" : "Inactive",
        ["CreateDate"] = Timestamps.Seconds(key.Created),
    };
}

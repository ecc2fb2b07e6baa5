using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Ram;

/// <summary>Policies and who has them, RAM 2015-05-01. Of a policy's text the actions are read; resources and conditions are not.</summary>
internal sealed class RamPolicyService
{
    private readonly World _world;

    public RamPolicyService(World world) => _world = world;

    public void Register(ApiCatalog catalog)
    {
        catalog.Write("ram", RamService.Version, "CreatePolicy", CreatePolicy);
        catalog.Read("ram", RamService.Version, "GetPolicy", c => GetPolicy(Policy(c)));
        catalog.Write("ram", RamService.Version, "DeletePolicy", DeletePolicy);
        catalog.Write("ram", RamService.Version, "AttachPolicyToUser", AttachPolicyToUser);
        catalog.Write("ram", RamService.Version, "DetachPolicyFromUser", DetachPolicyFromUser);
        catalog.Read("ram", RamService.Version, "ListPoliciesForUser", ListPoliciesForUser);
    }

    private JObject CreatePolicy(ApiCall call)
    {
        var p = call.Parameters;
        var name = p.Required("PolicyName");
        var document = p.Required("PolicyDocument");
        if (Find("Custom", name) != null)
            throw new ApiException(409, "EntityAlreadyExists.Policy", $"The policy {name} already exists.");
        var policy = new RamPolicy("Custom", name, p.Text("Description") ?? "", document, Actions(document, "Allow"), Actions(document, "Deny"));
        _world.Policies.Add(policy);
        return GetPolicy(policy);
    }

    private JObject DeletePolicy(ApiCall call)
    {
        var name = call.Parameters.Required("PolicyName");
        var policy = Find("Custom", name) ?? throw NotFound(name);
        if (_world.Users.Any(u => u.Policies.Exists(a => a.Type == "Custom" && a.Name == name)))
            throw new ApiException(409, "DeleteConflict.Policy.User", $"The policy {name} is attached to users.");
        _world.Policies.Remove(policy);
        return new JObject();
    }

    private JObject AttachPolicyToUser(ApiCall call)
    {
        var policy = Policy(call);
        var user = User(call);
        if (user.Policies.Exists(a => a.Type == policy.Type && a.Name == policy.Name))
            throw new ApiException(409, "EntityAlreadyExists.User.Policy", $"The policy {policy.Name} is attached already.");
        user.Policies.Add(new AttachedPolicy(policy.Type, policy.Name, _world.Clock.Now));
        Refresh(user);
        return new JObject();
    }

    private JObject DetachPolicyFromUser(ApiCall call)
    {
        var policy = Policy(call);
        var user = User(call);
        if (user.Policies.RemoveAll(a => a.Type == policy.Type && a.Name == policy.Name) == 0)
            throw new ApiException(404, "EntityNotExist.User.Policy", $"The policy {policy.Name} is not attached.");
        Refresh(user);
        return new JObject();
    }

    private JObject ListPoliciesForUser(ApiCall call) => new()
    {
        ["Policies"] = new JObject
        {
            ["Policy"] = new JArray(User(call).Policies.Select(a => new JObject
            {
                ["PolicyName"] = a.Name,
                ["PolicyType"] = a.Type,
                ["Description"] = Find(a.Type, a.Name)?.Description ?? "",
                ["DefaultVersion"] = "v1",
                ["AttachDate"] = Timestamps.Seconds(a.Attached),
            })),
        },
    };

    // What the user may do follows from the policies attached now.
    private void Refresh(RamUser user)
    {
        var policies = user.Policies.Select(a => Find(a.Type, a.Name)).OfType<RamPolicy>().ToList();
        user.Principal.AllowedActions = policies.SelectMany(p => p.Allows).ToList();
        user.Principal.DeniedActions = policies.SelectMany(p => p.Denies).ToList();
    }

    private RamPolicy Policy(ApiCall call)
    {
        var type = call.Parameters.Required("PolicyType");
        call.Parameters.OneOf("PolicyType", "System", "Custom");
        var name = call.Parameters.Required("PolicyName");
        return Find(type, name) ?? throw NotFound(name);
    }

    private RamUser User(ApiCall call)
    {
        var name = call.Parameters.Required("UserName");
        return _world.Users.Find(name) ?? throw new ApiException(404, "EntityNotExist.User", $"The user {name} does not exist.");
    }

    private RamPolicy? Find(string type, string name) => _world.Policies.Find(p => p.Type == type && p.Name == name);

    private JObject GetPolicy(RamPolicy policy) => new()
    {
        ["Policy"] = new JObject
        {
            ["PolicyName"] = policy.Name,
            ["PolicyType"] = policy.Type,
            ["Description"] = policy.Description,
            ["DefaultVersion"] = "v1",
            ["PolicyDocument"] = policy.Document,
            ["AttachmentCount"] = _world.Users.Count(u => u.Policies.Exists(a => a.Type == policy.Type && a.Name == policy.Name)),
        },
    };

    private static List<string> Actions(string document, string effect)
    {
        try
        {
            var statements = ApiParameters.Parse(document)["Statement"] as JArray ?? throw Malformed("it has no Statement.");
            return statements.OfType<JObject>().Where(s => (string?)s["Effect"] == effect)
                .SelectMany(s => s["Action"] is JArray list ? list.Select(a => a.ToString()) : new[] { s["Action"]?.ToString() ?? "" }).ToList();
        }
        catch (Exception e) when (e is JsonReaderException or InvalidOperationException)
        {
            throw Malformed(e.Message);
        }
    }

    private static ApiException Malformed(string why) => new(400, "InvalidParameter.PolicyDocument", "The policy document is wrongly formed: " + why);

    private static ApiException NotFound(string name) => new(404, "EntityNotExist.Policy", $"The policy {name} does not exist.");
}

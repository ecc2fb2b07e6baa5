using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Ecs;

/// <summary>The changing actions of ECS, and Cloud Assistant.</summary>
internal sealed class EcsChangeService
{
    private readonly World _world;
    private readonly Compute _compute;

    public EcsChangeService(World world, Compute compute)
    {
        _world = world;
        _compute = compute;
    }

    public void Register(ApiCatalog catalog)
    {
        const string Version = EcsReadService.Version;
        catalog.Write("ecs", Version, "StopInstance", c => OnInstance(c, _compute.Stop));
        catalog.Write("ecs", Version, "StartInstance", c => OnInstance(c, _compute.Start));
        catalog.Write("ecs", Version, "ModifyInstanceAttribute", c => OnInstance(c, id => Modify(c, id)));
        catalog.WriteOnce("ecs", Version, "ReplaceSystemDisk", ReplaceSystemDisk);
        catalog.Write("ecs", Version, "TagResources", TagResources);
        catalog.WriteOnce("ecs", Version, "RunCommand", RunCommand);
        catalog.Read("ecs", Version, "DescribeInvocations", DescribeInvocations);
        catalog.Read("ecs", Version, "DescribeInvocationResults", DescribeInvocationResults);
    }

    private JObject OnInstance(ApiCall call, Action<string> change)
    {
        var id = call.Parameters.Required("InstanceId");
        _compute.Instance(id);
        if (call.Parameters.Boolean("DryRun") == true)
            throw new ApiException(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");
        change(id);
        return new JObject();
    }

    private void Modify(ApiCall call, string id)
    {
        var instance = _compute.Instance(id);
        instance.UserData = call.Parameters.Text("UserData") ?? instance.UserData;
        instance.Name = call.Parameters.Text("InstanceName") ?? instance.Name;
    }

    private JObject ReplaceSystemDisk(ApiCall call)
    {
        var p = call.Parameters;
        var diskId = _compute.ReplaceSystemDisk(p.Required("InstanceId"), p.Required("ImageId"), p.Text("KeyPairName"));
        return new JObject { ["DiskId"] = diskId };
    }

    private JObject TagResources(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        if (!string.Equals(p.Required("ResourceType"), "instance", StringComparison.OrdinalIgnoreCase))
            throw new ApiException(400, "InvalidResourceType.NotFound", "The simulator tags instances only.");
        var ids = p.List("ResourceId");
        var tags = p.Objects("Tag");
        if (ids.Count == 0)
            throw ApiException.Missing("ResourceId.N");
        if (tags.Count == 0)
            throw ApiException.Missing("Tag.N");
        if (ids.Count > 50 || tags.Count > 20)
            throw ApiException.Invalid(ids.Count > 50 ? "ResourceId.N" : "Tag.N", "too many in one call.");
        _compute.Tag(ids, tags.Select(t => new KeyValuePair<string, string>(
            t.TryGetValue("Key", out var key) ? key : throw ApiException.Missing("Tag.N.Key"),
            t.TryGetValue("Value", out var value) ? value : "")).ToList());
        return new JObject();
    }

    private JObject RunCommand(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var type = p.Required("Type");
        p.OneOf("Type", "RunBatScript", "RunPowerShellScript", "RunShellScript");
        var content = p.Required("CommandContent");
        if (p.OneOf("ContentEncoding", "PlainText", "Base64") == "Base64")
            content = FromBase64(content);
        var ids = p.List("InstanceId");
        if (ids.Count == 0)
            throw ApiException.Missing("InstanceId.N");
        var timeout = TimeSpan.FromSeconds(p.Integer("Timeout", 60, 10, 86400));
        var invocation = _compute.RunCommand(ids, type, content, p.Text("Name") ?? "", timeout);
        return new JObject { ["CommandId"] = invocation.CommandId, ["InvokeId"] = invocation.Id };
    }

    private JObject DescribeInvocations(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var status = p.Text("InvokeStatus");
        var withOutput = p.Boolean("IncludeOutput") == true;
        var plain = p.OneOf("ContentEncoding", "PlainText", "Base64") == "PlainText";
        var found = Find(p).Where(i => status == null || i.Status == status).ToList();
        var answer = new JObject();
        var page = TokenPage.Of(p, found, 10, 1, 50, answer);
        answer["TotalCount"] = found.Count;
        answer["Invocations"] = EcsJson.Wrap("Invocation", page.Select(i => new JObject
        {
            ["InvokeId"] = i.Id,
            ["CommandId"] = i.CommandId,
            ["CommandName"] = i.Name,
            ["CommandType"] = i.Type,
            ["CommandContent"] = plain ? i.Content : Convert.ToBase64String(Encoding.UTF8.GetBytes(i.Content)),
            ["InvokeStatus"] = i.Status,
            ["InvocationStatus"] = i.Status == "Finished" ? (i.Results.TrueForAll(r => r.ExitCode == 0) ? "Success" : "Failed") : i.Status,
            ["CreationTime"] = Timestamps.Seconds(i.Created),
            ["InvokeInstances"] = EcsJson.Wrap("InvokeInstance", i.Results.Select(r =>
            {
                var json = EcsJson.InvokeInstance(r, plain);
                if (!withOutput)
                    json.Remove("Output");
                return json;
            })),
        }));
        return answer;
    }

    private JObject DescribeInvocationResults(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var instanceId = p.Text("InstanceId");
        var plain = p.OneOf("ContentEncoding", "PlainText", "Base64") == "PlainText";
        var found = Find(p).SelectMany(i => i.Results.Where(r => instanceId == null || r.InstanceId == instanceId).Select(r => EcsJson.InvocationResult(i, r, plain))).ToList();
        var inner = new JObject();
        inner["InvocationResults"] = EcsJson.Wrap("InvocationResult", TokenPage.Of(p, found, 10, 1, 50, inner));
        inner["TotalCount"] = found.Count;
        return new JObject { ["Invocation"] = inner };
    }

    // Newest first, as the service lists them; an unknown id gives nothing.
    private IEnumerable<Invocation> Find(ApiParameters p)
    {
        var id = p.Text("InvokeId");
        var commandId = p.Text("CommandId");
        var instanceId = p.Text("InstanceId");
        var candidates = id == null ? _world.Invocations.Reverse() : new[] { _world.Invocations.Find(id) }.OfType<Invocation>();
        return candidates.Where(i => (commandId == null || i.CommandId == commandId) && (instanceId == null || i.Results.Exists(r => r.InstanceId == instanceId)));
    }

    private static string FromBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw ApiException.Invalid("CommandContent", "it is not Base64.");
        }
    }
}

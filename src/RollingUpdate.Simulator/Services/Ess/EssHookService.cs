using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Ess;

/// <summary>Lifecycle hooks, in both versions.</summary>
internal sealed class EssHookService
{
    private readonly World _world;
    private readonly LifecycleHooks _hooks;

    public EssHookService(World world, LifecycleHooks hooks)
    {
        _world = world;
        _hooks = hooks;
    }

    public void Register(ApiCatalog catalog)
    {
        foreach (var version in new[] { EssVersion.V2014, EssVersion.V2022 })
        {
            catalog.Read("ess", version.Number, "DescribeLifecycleHooks", c => Describe(c, version));
            catalog.Write("ess", version.Number, "CreateLifecycleHook", Create);
            catalog.Write("ess", version.Number, "ModifyLifecycleHook", Modify);
            catalog.Write("ess", version.Number, "DeleteLifecycleHook", Delete);
        }
    }

    private JObject Describe(ApiCall call, EssVersion version)
    {
        var p = call.Parameters;
        var groupId = p.Text("ScalingGroupId");
        var name = p.Text("LifecycleHookName");
        var ids = p.List(version.List("LifecycleHookIds"));
        var found = _world.Groups.Where(g => groupId == null || g.Id == groupId)
            .SelectMany(g => g.Hooks.Where(h => (name == null || h.Name == name) && (ids.Count == 0 || ids.Contains(h.Id))).Select(h => EssJson.Hook(h, g))).ToList();
        var answer = new JObject();
        answer["LifecycleHooks"] = version.Array("LifecycleHooks", NumberedPage.Of(p, found, 50, answer));
        return answer;
    }

    private JObject Create(ApiCall call)
    {
        var p = call.Parameters;
        var groupId = p.Required("ScalingGroupId");
        var transition = p.Required("LifecycleTransition");
        p.OneOf("LifecycleTransition", "SCALE_OUT", "SCALE_IN");
        var hook = _hooks.Create(groupId, p.Text("LifecycleHookName"), transition, p.Text("NotificationArn") ?? "", p.Text("NotificationMetadata") ?? "");
        hook.DefaultResult = p.OneOf("DefaultResult", "CONTINUE", "ABANDON") ?? hook.DefaultResult;
        hook.HeartbeatTimeout = p.Integer("HeartbeatTimeout", hook.HeartbeatTimeout, 30, 21600);
        return new JObject { ["LifecycleHookId"] = hook.Id };
    }

    private JObject Modify(ApiCall call)
    {
        var p = call.Parameters;
        var (_, hook) = Find(p);
        hook.Transition = p.OneOf("LifecycleTransition", "SCALE_OUT", "SCALE_IN") ?? hook.Transition;
        hook.NotificationArn = p.Text("NotificationArn") ?? hook.NotificationArn;
        hook.NotificationMetadata = LifecycleHooks.Checked(p.Text("NotificationMetadata")) ?? hook.NotificationMetadata;
        hook.DefaultResult = p.OneOf("DefaultResult", "CONTINUE", "ABANDON") ?? hook.DefaultResult;
        hook.HeartbeatTimeout = p.Integer("HeartbeatTimeout", hook.HeartbeatTimeout, 30, 21600);
        hook.Status = p.OneOf("LifecycleHookStatus", "Active", "InActive") ?? hook.Status;
        return new JObject();
    }

    private JObject Delete(ApiCall call)
    {
        var (group, hook) = Find(call.Parameters);
        group.Hooks.Remove(hook);
        return new JObject();
    }

    // A hook is named by its id, or by its name within a group.
    private (ScalingGroup Group, LifecycleHook Hook) Find(ApiParameters p)
    {
        var id = p.Text("LifecycleHookId");
        if (id == null)
            return _hooks.Find(p.Required("ScalingGroupId"), p.Required("LifecycleHookName"));
        var group = _world.Groups.FirstOrDefault(g => g.Hooks.Exists(h => h.Id == id)) ?? throw LifecycleHooks.NotFound();
        return (group, group.Hooks.Find(h => h.Id == id)!);
    }
}

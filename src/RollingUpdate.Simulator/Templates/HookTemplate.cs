using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>A template that brings a file and also keeps a lifecycle hook, so that instances scaled out later get the same file and script.</summary>
internal abstract class HookTemplate : RollingTemplate
{
    // Instances that come later are served by OOS itself, with a fixed role and ten at a time.
    private const string HookTail =
        "\"timeout\":\"600\",\"regionId\":\"${regionId}\",\"instanceIds\":\"${instanceIds}\",\"lifecycleHookId\":\"${lifecycleHookId}\",\"lifecycleActionToken\":\"${lifecycleActionToken}\","
        + "\"rateControl\":\"{\\\"Mode\\\":\\\"Concurrency\\\",\\\"MaxErrors\\\":0,\\\"Concurrency\\\":10}\",\"OOSAssumeRole\":\"OOSServiceRole\"}";

    protected override bool KeepsLifecycleState => false;

    /// <summary>The tasks of <see cref="KeepHook"/>.</summary>
    protected static string[] KeepHookTasks { get; } = { "createLifecycleHookOfUpgrade", "modifyLifecycleHookOfUpgrade" };

    protected override string[] PrepareTasks { get; } = { "getLifecycleHook" };

    protected override string[] AfterRollbackLoopTasks { get; } = { "modifyLifecycleHookOfRollback" };

    protected override string ChildOutput => "runCommandOutput";

    /// <summary>The name of the hook, which is also the name of the template it calls.</summary>
    protected abstract string HookName { get; }

    /// <summary>What the hook is told of the file, by the parameters of one direction (invoke or rollback).</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> HookValues(Flow flow, string direction);

    /// <summary>What the hook calls need besides the permissions of a command.</summary>
    protected static IReadOnlyList<string> HookPermissions(params string[] more) => PermissionSets.With(
        PermissionSets.Ecs.Concat(PermissionSets.Command).Concat(more),
        "ess:DescribeLifecycleHooks",
        "ess:CreateLifecycleHook",
        "ess:ModifyLifecycleHook");

    protected override Task Prepare(Flow flow) => flow.Api("getLifecycleHook", "ess", "DescribeLifecycleHooks", () =>
    {
        var hooks = flow.World.Groups.Find(flow.Text("scalingGroupId"))?.Hooks;
        flow.TaskOutputs["getLifecycleHook.totalCount"] = new JValue(hooks?.Count(h => h.Name == HookName) ?? 0);
    });

    protected override async Task AfterRollbackLoop(Flow flow)
    {
        // The hook stays and gets the old file: it is never deleted.
        if (HookExisted(flow))
            await ModifyHook(flow, "modifyLifecycleHookOfRollback", "rollback");
    }

    /// <summary>Makes the hook, or changes the one that was there at the start.</summary>
    protected Task KeepHook(Flow flow)
    {
        if (HookExisted(flow))
            return ModifyHook(flow, "modifyLifecycleHookOfUpgrade", "invoke");
        var arn = $"acs:oos:{flow.Execution.RegionId}:{flow.Execution.StartedBy.AccountId}:template/{HookName}";
        return flow.Api("createLifecycleHookOfUpgrade", "ess", "CreateLifecycleHook", () =>
        {
            flow.Engine.Hooks.Create(flow.Text("scalingGroupId"), HookName, "SCALE_OUT", arn, Metadata(flow, "invoke"));
        });
    }

    private Task ModifyHook(Flow flow, string task, string direction) => flow.Api(task, "ess", "ModifyLifecycleHook", () =>
    {
        var metadata = Cloud.LifecycleHooks.Checked(Metadata(flow, direction))!;
        var (_, hook) = flow.Engine.Hooks.Find(flow.Text("scalingGroupId"), HookName);
        hook.NotificationMetadata = metadata;
        hook.Transition = "SCALE_OUT";
    });

    private static bool HookExisted(Flow flow) => flow.TaskOutputs["getLifecycleHook.totalCount"] is { } count && (int)count > 0;

    // Values are put in as they are, as the templates do: a quote or a line break in a script makes text that is not JSON any more.
    private string Metadata(Flow flow, string direction) =>
        "{" + string.Concat(HookValues(flow, direction).Select(v => $"\"{v.Key}\":\"{v.Value}\",")) + HookTail;
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator.Templates;

/// <summary>
/// What the rolling update templates have in common, in both directions. None of them has an error path: when a task fails or the execution is
/// cancelled, the tasks after it do not run, and what was done stays.
/// </summary>
internal abstract class RollingTemplate : TemplateDefinition
{
    public override IReadOnlyList<KeyValuePair<string, string>> Outline => TaskNames.Select(name => new KeyValuePair<string, string>(name, ActionOf(name))).ToList();

    public override string? OutputName => "commandOutputs";

    /// <summary>What is done to one instance.</summary>
    protected abstract InstanceAction Action { get; }

    protected abstract string InvokeTask { get; }

    protected abstract string RollbackTask { get; }

    /// <summary>The output of the action that is joined into the template's output.</summary>
    protected abstract string ChildOutput { get; }

    /// <summary>Whether the states of the instances are chosen by a parameter and kept; otherwise only InService ones are taken, as plain ids.</summary>
    protected virtual bool KeepsLifecycleState => true;

    /// <summary>Whether it works on ECS instances: those are tagged, chosen by how they came into the group, and in a rollback looked up.</summary>
    protected virtual bool IsForEcs => true;

    /// <summary>Whether the action stops or changes instances so that a safety check asks first.</summary>
    protected virtual bool IsHighRisk => false;

    /// <summary>Whether the template gives its parameter maxErrors to the loop.</summary>
    protected virtual bool UsesMaxErrors => false;

    /// <summary>The tasks of <see cref="Prepare"/>.</summary>
    protected virtual string[] PrepareTasks => Array.Empty<string>();

    /// <summary>The tasks of <see cref="OnInstancesKnown"/>.</summary>
    protected virtual string[] InstancesKnownTasks => Array.Empty<string>();

    /// <summary>The tasks of <see cref="BeforeLoop"/>.</summary>
    protected virtual string[] BeforeLoopTasks => Array.Empty<string>();

    /// <summary>The tasks of <see cref="AfterLoop"/>.</summary>
    protected virtual string[] AfterLoopTasks => Array.Empty<string>();

    /// <summary>The tasks of <see cref="AfterRollbackLoop"/>.</summary>
    protected virtual string[] AfterRollbackLoopTasks => Array.Empty<string>();

    // In the order of the template. Its choices are here for whoever reads it; a run does not record them.
    private string[] TaskNames =>
    [
        .. PrepareTasks, "choiceNextTask", "getInstance", .. InstancesKnownTasks, "whetherTheScalingGroupInstanceIsEmpty", "whetherToSuspendProcess", "suspendProcess",
        .. BeforeLoopTasks, InvokeTask, .. OfEcs("tagInstance"), .. AfterLoopTasks, "whetherToResumeProcesses", "resumeProcesses",
        "getExecutionInstanceIds", .. OfEcs("getExistInstanceIds"), "getRollbackProcess", "suspendProcessWithRollBack",
        RollbackTask, .. AfterRollbackLoopTasks, "whetherToResumeProcessesWithRollback", "resumeProcessesWithRollback",
    ];

    public override async Task Run(Flow flow)
    {
        await Prepare(flow);
        if (flow.Text("invokeType") == "rollback")
            await Rollback(flow);
        else
            await Invoke(flow);
    }

    /// <summary>What the action is given for one instance of an update.</summary>
    protected abstract NamedValues InvokeParameters(Flow flow, LoopItem item);

    /// <summary>What the action is given for one instance of a rollback.</summary>
    protected abstract NamedValues RollbackParameters(Flow flow, LoopItem item);

    /// <summary>Comes first, in both directions.</summary>
    protected virtual Task Prepare(Flow flow) => Task.CompletedTask;

    /// <summary>Comes when the instances are known, also for an empty group.</summary>
    protected virtual Task OnInstancesKnown(Flow flow) => Task.CompletedTask;

    /// <summary>Comes after the processes are suspended.</summary>
    protected virtual Task BeforeLoop(Flow flow) => Task.CompletedTask;

    /// <summary>Comes after the whole loop succeeded; for templates that say so also for an empty group.</summary>
    protected virtual Task AfterLoop(Flow flow) => Task.CompletedTask;

    /// <summary>Comes instead of all the rest when the group has no instance to update.</summary>
    protected virtual Task OnEmptyGroup(Flow flow) => Task.CompletedTask;

    /// <summary>Comes after the loop of a rollback.</summary>
    protected virtual Task AfterRollbackLoop(Flow flow) => Task.CompletedTask;

    private string[] OfEcs(string task) => IsForEcs ? [task] : [];

    private string ActionOf(string task) => task switch
    {
        "getExistInstanceIds" => "ACS::SelectTargets",
        _ when task == InvokeTask || task == RollbackTask => Action.Name,
        _ when task.StartsWith("whether", StringComparison.Ordinal) || task.StartsWith("choice", StringComparison.Ordinal) => "ACS::Choice",
        _ => "ACS::ExecuteAPI",
    };

    private async Task Invoke(Flow flow)
    {
        var groupId = flow.Text("scalingGroupId");
        var items = await flow.Api("getInstance", "ess", "DescribeScalingInstances", () => InstancesToUpdate(flow, groupId)) ?? new List<LoopItem>();
        await OnInstancesKnown(flow);
        if (items.Count == 0)
        {
            await OnEmptyGroup(flow);
            return;
        }

        var enter = flow.List("enterProcess");
        if (enter.Count > 0)
            await flow.Api("suspendProcess", "ess", "SuspendProcesses", () => flow.Scaling.Suspend(groupId, enter));
        await BeforeLoop(flow);
        await Loop(flow, InvokeTask, items, InvokeParameters);
        if (IsForEcs)
            await InstanceTagging.Run(flow, items);
        await AfterLoop(flow);
        var exit = flow.List("exitProcess");
        if (exit.Count > 0)
            await flow.Api("resumeProcesses", "ess", "ResumeProcesses", () => flow.Scaling.Resume(groupId, exit));
    }

    private async Task Rollback(Flow flow)
    {
        var groupId = flow.Text("scalingGroupId");
        var source = flow.Engine.Executions.Find(flow.Text("sourceExecutionId"));
        var items = await flow.Api("getExecutionInstanceIds", "oos", "ListExecutions", () => RecordedInstances(source)) ?? new List<LoopItem>();
        if (IsForEcs)
            items = await flow.Api("getExistInstanceIds", "ecs", "DescribeInstances", () => items.Where(i => flow.World.Instances.Find(i.InstanceId) != null).ToList(), "ACS::SelectTargets") ?? items;
        var enter = await flow.Api("getRollbackProcess", "oos", "ListExecutions", () => SourceList(source, "enterProcess")) ?? Array.Empty<string>();
        // No check for emptiness here, unlike in an update: a source that suspended nothing cannot be rolled back.
        await flow.Api("suspendProcessWithRollBack", "ess", "SuspendProcesses", () => flow.Scaling.Suspend(groupId, enter));
        await Loop(flow, RollbackTask, items, RollbackParameters);
        await AfterRollbackLoop(flow);
        var exit = SourceList(source, "exitProcess");
        if (exit.Count > 0)
            await flow.Api("resumeProcessesWithRollback", "ess", "ResumeProcesses", () => flow.Scaling.Resume(groupId, exit));
    }

    private async Task Loop(Flow flow, string task, IReadOnlyList<LoopItem> items, Func<Flow, LoopItem, NamedValues> parameters)
    {
        if (IsHighRisk)
            await flow.ConfirmRisk(Action.Name);
        var maxErrors = UsesMaxErrors ? flow.Number("maxErrors") : 0;
        var loop = new BatchLoop(flow, task, Action, items, i => parameters(flow, i), flow.Number("batchNumber"), maxErrors);
        var loopMode = flow.Execution.Options.LoopMode;
        await loop.Run(loopMode == "Automatic" ? flow.Text("batchPauseOption") : loopMode);
        if (OutputName != null)
            flow.Execution.Outputs = new NamedValues(1) { [OutputName] = loop.Join(ChildOutput) };
    }

    private List<LoopItem> InstancesToUpdate(Flow flow, string groupId)
    {
        // An unknown group has no instances, as for any reader of DescribeScalingInstances.
        var group = flow.World.Groups.Find(groupId);
        var states = KeepsLifecycleState ? flow.List("lifecycleState") : new[] { "InService" };
        IEnumerable<Instance> instances = group == null ? Array.Empty<Instance>() : group.Instances;
        return instances
            .Where(i => states.Contains(i.LifecycleState) && (!IsForEcs || i.CreationType is "AutoCreated" or "Attached"))
            .Select(i => new LoopItem(i.Id, KeepsLifecycleState ? i.LifecycleState : null, KeepsLifecycleState))
            .ToList();
    }

    // Every child of the source, whatever became of it. ListExecutions gives the newest first, and container groups are taken as it gives them.
    // ECS instances are selected by their ids: each once, in an order that is not documented; here as they were updated.
    private List<LoopItem> RecordedInstances(Execution? source)
    {
        var recorded = (source?.Children ?? Array.Empty<Execution>()).Where(c => c.Parameters["instanceId"] != null)
            .Select(c => new LoopItem((string)c.Parameters["instanceId"]!, (string?)c.Parameters["lifecycleState"], isObject: false));
        return IsForEcs ? recorded.GroupBy(i => i.InstanceId).Select(same => same.First()).ToList() : recorded.Reverse().ToList();
    }

    private static IReadOnlyList<string> SourceList(Execution? source, string name) =>
        source?.Parameters[name] is JArray list ? list.Select(v => v.ToString()).ToList() : Array.Empty<string>();
}

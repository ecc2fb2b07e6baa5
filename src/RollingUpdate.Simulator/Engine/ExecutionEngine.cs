using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Engine;

/// <summary>Starts executions and steers them. Everything runs on the virtual clock, inside the simulation.</summary>
internal sealed class ExecutionEngine
{
    private long _sequence;

    public ExecutionEngine(World world, AutoScaling scaling, Compute compute)
    {
        World = world;
        Scaling = scaling;
        Compute = compute;
        Hooks = new LifecycleHooks(world, scaling);
    }

    public World World { get; }

    public AutoScaling Scaling { get; }

    public Compute Compute { get; }

    public LifecycleHooks Hooks { get; }

    public ExecutionStore Executions { get; } = new();

    /// <summary>Whether a batch pause also comes after the last batch; the services' pages do not tell.</summary>
    public bool PauseAfterLastBatch { get; set; }

    /// <summary>How many items a loop takes.</summary>
    public int LoopItemLimit { get; set; }

    /// <summary>Starts a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="parameters">All its parameters, checked.</param>
    /// <param name="caller">Who starts it.</param>
    /// <param name="regionId">Where.</param>
    /// <param name="options">How.</param>
    /// <param name="parent">The execution it is to be a child of; null for none.</param>
    public Execution Start(TemplateDefinition template, NamedValues parameters, Principal caller, string regionId, ExecutionOptions options, Execution? parent)
    {
        var execution = new Execution(World.Ids.Execution(), ++_sequence, template.Name, parameters, caller, regionId, World.Clock.Now)
        {
            TemplateId = template.Id,
            TemplateVersion = template.Version,
            Options = options,
            Parent = parent,
            RamRole = (string?)parameters[template.RoleParameter] ?? "",
        };
        Executions.Add(execution);
        _ = RunToEnd(execution, flow => RunAs(flow, template));
        return execution;
    }

    /// <summary>Adds an execution that ended successfully, without running anything.</summary>
    public Execution Record(TemplateDefinition template, NamedValues parameters, Principal caller)
    {
        var execution = new Execution(World.Ids.Execution(), ++_sequence, template.Name, parameters, caller, World.RegionId, World.Clock.Now)
        {
            TemplateId = template.Id,
            TemplateVersion = template.Version,
        };
        Executions.Add(execution);
        execution.End(ExecutionStatus.Success, "", World.Clock.Now);
        return execution;
    }

    /// <summary>Makes the child execution of an action; it does not run yet.</summary>
    public Execution NewChild(Execution parent, InstanceAction action, NamedValues given)
    {
        foreach (var pair in action.Defaults)
        {
            if (given[pair.Key] == null)
                given[pair.Key] = pair.Value;
        }

        if (given["regionId"] == null)
            given["regionId"] = parent.RegionId;
        var child = new Execution(World.Ids.Execution(), ++_sequence, action.Name, given, parent.StartedBy, parent.RegionId, World.Clock.Now)
        {
            Parent = parent,
            Caller = parent.Caller,
            RamRole = parent.RamRole,
        };
        Executions.Add(child);
        return child;
    }

    /// <summary>Runs an execution and sets how it ended; never throws.</summary>
    public async Task RunToEnd(Execution execution, Func<Flow, Task> body)
    {
        if (execution.IsEnded)
            execution.Reopen(ExecutionStatus.Running, "", World.Clock.Now);
        execution.Run(World.Clock.Now);
        try
        {
            await body(new Flow(this, execution));
            if (!execution.IsEnded)
                execution.End(ExecutionStatus.Success, "", World.Clock.Now);
        }
        catch (FlowStoppedException)
        {
            // Cancelled or rejected; its state is set already.
        }
        catch (ApiException e)
        {
            if (!execution.IsEnded)
                execution.End(ExecutionStatus.Failed, e.Code == "LoopTaskFailed" ? e.Message : $"{e.Code}: {e.Message}", World.Clock.Now);
        }
#pragma warning disable CA1031 // A defect of a flow has to end its execution, or whoever waits for it waits for ever.
        catch (Exception e)
        {
            if (!execution.IsEnded)
                execution.End(ExecutionStatus.Failed, "InternalError: " + e, World.Clock.Now);
        }
#pragma warning restore CA1031
    }

    /// <summary>Ends an execution and all below it where they are: nothing is taken back.</summary>
    public void Cancel(Execution execution, ExecutionStatus status = ExecutionStatus.Cancelled, string message = "")
    {
        foreach (var each in ExecutionStore.Tree(execution).Where(e => !e.IsEnded).ToList())
            each.End(each == execution ? status : ExecutionStatus.Cancelled, each == execution ? message : "The parent execution has ended.", World.Clock.Now);
    }

    /// <summary>Tells a waiting execution what to do.</summary>
    /// <param name="target">The waiting execution, or a failed child of one.</param>
    /// <param name="type">The NotifyType.</param>
    /// <param name="taskExecutionIds">Which failed tasks are meant; empty means all.</param>
    /// <param name="note">Kept in the log.</param>
    /// <exception cref="ApiException">It does not wait, or not for this.</exception>
    public void Notify(Execution target, string type, IReadOnlyCollection<string> taskExecutionIds, string note)
    {
        var execution = target;
        if (target.Pause == null && target.Parent?.Pause?.Kind == PauseKind.Failure)
        {
            // Whether one item of a loop is named by the child's own id or by the parent's task is not documented: both work.
            execution = target.Parent;
            taskExecutionIds = execution.Tasks.Where(t => t.Child == target).Select(t => t.Id).ToList();
        }

        var pause = execution.Pause ?? throw new ApiException(400, "InvalidExecutionStatus", $"The execution is {execution.Status} and waits for nothing.");
        var fits = type switch
        {
            "Approve" or "Reject" => pause.Kind != PauseKind.Failure,
            "RetryTask" or "SkipTask" or "CancelTask" => pause.Kind == PauseKind.Failure,
            _ => false,
        };
        if (!fits)
            throw new ApiException(400, "InvalidNotifyType", $"{type} does not fit an execution that waits for: {pause.Reason}");
        execution.Note(World.Clock.Now, pause.Task, $"Notified: {type} {note}".TrimEnd());
        if (type == "Reject")
            Cancel(execution, ExecutionStatus.Failed, "Rejected. " + note);
        else
            pause.Decide(new Decision(type, taskExecutionIds));
    }

    // With a role the calls are made with its permissions instead of the caller's.
    private Task RunAs(Flow flow, TemplateDefinition template)
    {
        var execution = flow.Execution;
        if (execution.RamRole.Length > 0)
        {
            var role = World.Access.FindRole(execution.RamRole) ?? throw new ApiException(404, "EntityNotExist.Role", $"The role {execution.RamRole} does not exist.");
            execution.Caller = World.Access.Assume(role, execution.Id);
        }

        return template.Run(flow);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Engine;

/// <summary>What a template or action sees while it runs: its parameters, the cloud, and tasks that take simulated time.</summary>
internal sealed class Flow
{
    private NamedValues? _taskOutputs;

    public Flow(ExecutionEngine engine, Execution execution)
    {
        Engine = engine;
        Execution = execution;
        InstanceId = (string?)execution.Parameters["instanceId"];
    }

    public ExecutionEngine Engine { get; }

    public Execution Execution { get; }

    public World World => Engine.World;

    public AutoScaling Scaling => Engine.Scaling;

    public Compute Compute => Engine.Compute;

    /// <summary>What tasks gave to later ones, by task and output as the template language names them: <c>getLifecycleHook.totalCount</c>.</summary>
    public NamedValues TaskOutputs => _taskOutputs ??= new NamedValues();

    /// <summary>The instance that a child execution works on; null for the update itself.</summary>
    public string? InstanceId { get; }

    /// <summary>A parameter as it is; null when there is none of the name.</summary>
    public JToken? Value(string name) => Execution.Parameters[name];

    public string Text(string name) => Value(name) is JValue { Value: { } value } ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "" : "";

    public int Number(string name) => (int)(Value(name) ?? 0);

    /// <summary>A list parameter. A single text counts as a list of it: the templates give one List parameter a text as its default.</summary>
    public IReadOnlyList<string> List(string name) => Value(name) switch
    {
        JArray array => array.Select(v => v.ToString()).ToList(),
        JValue { Value: string { Length: > 0 } text } => new[] { text },
        _ => Array.Empty<string>(),
    };

    /// <summary>A task that makes one API call.</summary>
    /// <param name="task">The task's name in the template.</param>
    /// <param name="product">ecs, ess, oos … as in RAM actions.</param>
    /// <param name="api">The API's action; the caller needs permission for it.</param>
    /// <param name="call">What the call does.</param>
    /// <param name="action">The action of the task, where it is not the general one.</param>
    /// <returns>What the call gave; the default of the type when the failed task was skipped.</returns>
    /// <exception cref="ApiException">The call failed.</exception>
    public async Task<T> Api<T>(string task, string product, string api, Func<T> call, string action = "ACS::ExecuteAPI")
    {
        while (true)
        {
            var record = StartTask(task, action, product, api);
            await Delay(StepTimes.ApiCall);
            try
            {
                await Call(product, api);
                var result = call();
                EndTask(record, ExecutionStatus.Success);
                return result;
            }
            catch (ApiException e)
            {
                EndTask(record, ExecutionStatus.Failed, e);
                if (!await AskForRetry(record, Failed(task, e)))
                    return default!;
            }
        }
    }

    /// <summary>What a failed task of an update does: it fails the update or, in the modes that pause on a failure, waits for a decision.</summary>
    /// <returns>True to try again, false to go on as if it had succeeded.</returns>
    /// <exception cref="ApiException">The failure, when it is not to be waited or is accepted as such.</exception>
    public async Task<bool> AskForRetry(TaskExecution task, ApiException error)
    {
        if (!Execution.Options.PausesOnFailure)
            throw error;
        var decision = await Pause(new Pause(PauseKind.Failure, $"{error.Code}: {error.Message}", task));
        if (decision.Kind == "SkipTask")
            task.Status = ExecutionStatus.Skipped;
        else if (decision.Kind != "RetryTask")
            throw error;
        return decision.Kind == "RetryTask";
    }

    /// <summary>A task that makes one API call without a result.</summary>
    public Task Api(string task, string product, string api, Action call) => Api(task, product, api, () =>
    {
        call();
        return true;
    });

    /// <summary>A task that repeats a call until its answer is as wanted.</summary>
    /// <param name="task">The task's name in the template.</param>
    /// <param name="product">ecs, ess … as in RAM actions.</param>
    /// <param name="api">The API's action.</param>
    /// <param name="rule">How often and when.</param>
    /// <param name="probe">The call: true ends the wait, false repeats it, an exception fails the task.</param>
    public async Task WaitFor(string task, string product, string api, RetryRule rule, Func<bool> probe)
    {
        var record = StartTask(task, "ACS::WaitFor", product, api);
        await Delay(StepTimes.ApiCall);
        try
        {
            for (var retry = 1; !await Probe(product, api, probe); retry++)
            {
                if (retry > rule.Retries)
                    throw new ApiException(400, "WaitForTimeout", $"The wanted state was not reached after {rule.Retries} retries.");
                await Delay(rule.Delay(retry));
            }

            EndTask(record, ExecutionStatus.Success);
        }
        catch (ApiException e)
        {
            EndTask(record, ExecutionStatus.Failed, e);
            throw Failed(task, e);
        }
    }

    /// <summary>A task that is a child execution of an action.</summary>
    /// <returns>The child's outputs.</returns>
    public async Task<NamedValues> RunAction(string task, InstanceAction action, NamedValues given)
    {
        var record = StartTask(task, action.Name);
        var child = Engine.NewChild(Execution, action, given);
        record.Child = child;
        await Engine.RunToEnd(child, action.Run);
        CheckAlive();
        if (child.Status == ExecutionStatus.Success)
        {
            EndTask(record, ExecutionStatus.Success);
            return child.Outputs ?? new NamedValues(0);
        }

        var error = new ApiException(400, "ChildExecutionFailed", child.StatusMessage);
        EndTask(record, ExecutionStatus.Failed, error);
        throw error;
    }

    /// <summary>Waits for a high-risk action to be confirmed, when the execution was started so.</summary>
    public async Task ConfirmRisk(string action)
    {
        if (Execution.Options.SafetyCheck == "ConfirmEveryHighRiskAction")
            await Pause(new Pause(PauseKind.Confirmation, $"The high-risk action {action} has to be confirmed.", null));
    }

    /// <summary>Waits for a decision.</summary>
    /// <exception cref="FlowStoppedException">It was rejected.</exception>
    public async Task<Decision> Pause(Pause pause)
    {
        Execution.Wait(pause, World.Clock.Now);
        var decision = await pause.Decided;
        CheckAlive();
        Execution.Resume(World.Clock.Now);
        return decision;
    }

    /// <summary>Waits in simulated time.</summary>
    public FlowDelay Delay(TimeSpan time) => new(this, time);

    public void CheckAlive()
    {
        if (Execution.IsEnded)
            throw new FlowStoppedException();
    }

    public TaskExecution StartTask(string name, string action, string? product = null, string? api = null, TaskExecution? parent = null)
    {
        var task = new TaskExecution(Execution, Execution.Tasks.Count + 1, name, action, product, api, parent, World.Clock.Now);
        Execution.Tasks.Add(task);
        return task;
    }

    public void EndTask(TaskExecution task, ExecutionStatus status, ApiException? error = null)
    {
        task.Status = status;
        task.End = World.Clock.Now;
        if (error != null)
            task.StatusMessage = error.Code + ": " + error.Message;
        Execution.Touch(World.Clock.Now);
    }

    /// <summary>What every call of the engine meets: scripted faults of the instance, and the caller's permissions.</summary>
    public Task Call(string product, string api, string? instanceId = null)
    {
        var struck = Strike(api, instanceId ?? InstanceId);
        // A call that hangs gets no further.
        if (struck.IsCompleted)
            Execution.Caller.Demand(product, api);
        return struck;
    }

    /// <summary>Lets a scripted fault of an instance strike at a step.</summary>
    public Task Strike(string step, string? instanceId)
    {
        if (instanceId == null)
            return Task.CompletedTask;
        foreach (var fault in World.InstanceFaults)
        {
            if (fault.Strikes(instanceId, step))
                return fault.Outcome == SimulatorInstanceFaultOutcome.Hang ? new TaskCompletionSource<bool>().Task : throw new ApiException(400, fault.Code, fault.Message);
        }

        return Task.CompletedTask;
    }

    // EnterStandby and ExitStandby are asked again while the group or its load balancer is busy; the rule is the templates' own.
    private async Task<bool> Probe(string product, string api, Func<bool> probe)
    {
        try
        {
            await Call(product, api);
            return probe();
        }
        catch (ApiException e) when (e.Code is "BackendServer.configuring" or "IncorrectScalingGroupStatus")
        {
            return false;
        }
    }

    private static ApiException Failed(string task, ApiException e) => new(e.Status, e.Code, $"{task}: {e.Message}") { AccessDeniedDetail = e.AccessDeniedDetail };
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Engine;

/// <summary>
/// The Loop of a task in batches: a child execution an item, at most <see cref="AtOnce"/> of a batch at the same time, the next batch when the
/// one before is complete, pauses between, and an end when too many items failed.
/// </summary>
internal sealed class BatchLoop
{
    /// <summary>How many items of one batch run at once: the documented default of ConcurrencyInBatches.</summary>
    private const int AtOnce = 20;
    private readonly Flow _flow;
    private readonly InstanceAction _action;
    private readonly IReadOnlyList<LoopItem> _items;
    private readonly Func<LoopItem, NamedValues> _parameters;
    private readonly int _maxErrors;
    private readonly TaskExecution _task;
    private readonly IReadOnlyList<int> _sizes;
    private readonly LoopCounts _counts;

    // Failures that were accepted by hand while the execution waited.
    private int _accepted;

    /// <param name="flow">The execution that loops.</param>
    /// <param name="task">The task's name in the template.</param>
    /// <param name="action">What is run for an item.</param>
    /// <param name="items">The items.</param>
    /// <param name="parameters">What the action is given for an item.</param>
    /// <param name="batchNumber">Into how many batches they are divided.</param>
    /// <param name="maxErrors">How many items may fail.</param>
    public BatchLoop(Flow flow, string task, InstanceAction action, IReadOnlyList<LoopItem> items, Func<LoopItem, NamedValues> parameters, int batchNumber, int maxErrors)
    {
        _flow = flow;
        _action = action;
        _items = items;
        _parameters = parameters;
        _maxErrors = maxErrors;
        _sizes = BatchRule.Sizes(batchNumber, items.Count);
        _counts = new LoopCounts(items.Count, _sizes.Count);
        _task = flow.StartTask(task, action.Name);
        _task.Loop = _counts;
        flow.Execution.Loop = _counts;
    }

    private bool HasTooManyErrors => _counts.Failed - _accepted > _maxErrors;

    /// <summary>Runs all batches.</summary>
    /// <param name="pauseOption">Automatic, FirstBatchPause or EveryBatchPause.</param>
    /// <exception cref="ApiException">There are more items than a loop takes, or more failed than may.</exception>
    public async Task Run(string pauseOption)
    {
        // Not documented: the error's text, and whether a mode that pauses on a failure would pause here too, where no retry can help.
        if (_items.Count > _flow.Engine.LoopItemLimit)
            Fail($"{_task.Name}: the loop has {_items.Count} items, {_flow.Engine.LoopItemLimit} at most are allowed.");
        var first = 0;
        for (var batch = 1; batch <= _sizes.Count; batch++)
        {
            var waiting = new Queue<LoopItem>(_items.Skip(first).Take(_sizes[batch - 1]));
            first += waiting.Count;
            // More than once only in the modes that pause on a failure: what had not begun then begins after it is settled.
            while (waiting.Count > 0)
            {
                await RunItems(waiting, batch, () => HasTooManyErrors);
                await SettleFailures(batch);
            }

            var isLast = batch == _sizes.Count;
            if ((!isLast || _flow.Engine.PauseAfterLastBatch) && (pauseOption == "EveryBatchPause" || (pauseOption == "FirstBatchPause" && batch == 1)))
                await _flow.Pause(new Pause(PauseKind.Batch, $"Batch {batch} of {_sizes.Count} is complete; approve to go on.", _task));
        }

        _flow.EndTask(_task, ExecutionStatus.Success);
    }

    /// <summary>One output of every child that has it, in the order of the items.</summary>
    public JArray Join(string output) => new(_items.Select(i => i.Task?.Child?.Outputs?[output]).Where(o => o != null));

    private async Task RunItems(Queue<LoopItem> waiting, int batch, Func<bool> hasToStop)
    {
        var atOnce = _flow.Execution.Options.Mode == "Debug" ? 1 : AtOnce;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, waiting.Count)).Select(_ => Work()).ToList());
        _flow.CheckAlive();

        async Task Work()
        {
            // What runs is finished; what has not begun does not begin any more once too many have failed.
            while (waiting.Count > 0 && !hasToStop() && !_flow.Execution.IsEnded)
                await RunItem(waiting.Dequeue(), batch);
        }
    }

    private async Task RunItem(LoopItem item, int batch)
    {
        var again = item.Task;
        item.Task = _flow.StartTask(_task.Name, _action.Name, parent: _task);
        item.Task.LoopItem = item;
        item.Task.BatchNumber = batch;
        _counts.Running++;
        // A retry runs the same child once more from its start: its first step finds the instance as the failure left it.
        var child = again?.Child ?? _flow.Engine.NewChild(_flow.Execution, _action, _parameters(item));
        item.Task.Child = child;
        await _flow.Engine.RunToEnd(child, _action.Run);
        if (_flow.Execution.IsEnded)
            return;
        _counts.Running--;
        if (child.Status == ExecutionStatus.Success)
        {
            _counts.Success++;
            _flow.EndTask(item.Task, ExecutionStatus.Success);
            return;
        }

        _counts.Failed++;
        item.IsOpenFailure = true;
        _flow.EndTask(item.Task, ExecutionStatus.Failed, new ApiException(400, "ChildExecutionFailed", child.StatusMessage));
    }

    // Until no more items have failed than may: fail, or ask in the modes that pause.
    private async Task SettleFailures(int batch)
    {
        while (HasTooManyErrors)
        {
            var failed = _items.Where(i => i.IsOpenFailure).ToList();
            // With fewer than none allowed, none that failed are too many already: nothing is there to be settled.
            if (failed.Count == 0)
                Fail($"{_task.Name}: {_counts.Failed} of {_counts.Total} failed, {_maxErrors} may.");
            var reason = $"{_task.Name}: {_counts.Failed} of {_counts.Total} failed, {_maxErrors} may; {failed[0].InstanceId}: {failed[0].Task!.Child!.StatusMessage}";
            if (!_flow.Execution.Options.PausesOnFailure)
                Fail(reason);
            var decision = await _flow.Pause(new Pause(PauseKind.Failure, reason, failed[0].Task));
            await Apply(decision, failed, batch);
        }
    }

    private void Fail(string reason)
    {
        var error = new ApiException(400, "LoopTaskFailed", reason);
        _flow.EndTask(_task, ExecutionStatus.Failed, error);
        throw error;
    }

    private async Task Apply(Decision decision, List<LoopItem> failed, int batch)
    {
        var meant = failed.Where(i => decision.TaskExecutionIds.Count == 0 || decision.TaskExecutionIds.Contains(i.Task!.Id)).ToList();
        foreach (var item in meant)
        {
            item.IsOpenFailure = false;
            if (decision.Kind == "CancelTask")
            {
                _accepted++;
                continue;
            }

            _counts.Failed--;
            if (decision.Kind != "SkipTask")
                continue;
            // As the console does: a skipped instance counts as a success and stays as it is, in Standby.
            _counts.Success++;
            item.Task!.Status = ExecutionStatus.Skipped;
            item.Task.Child!.Reopen(ExecutionStatus.Success, "Skipped after: " + item.Task.Child.StatusMessage, _flow.World.Clock.Now);
        }

        if (decision.Kind == "RetryTask")
            await RunItems(new Queue<LoopItem>(meant), batch, () => false);
    }
}

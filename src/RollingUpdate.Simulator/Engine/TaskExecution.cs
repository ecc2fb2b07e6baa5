using System;
using System.Globalization;

namespace RollingUpdate.Simulator.Engine;

/// <summary>One task of an execution, or one item of a task that loops.</summary>
internal sealed class TaskExecution
{
    public TaskExecution(Execution execution, int number, string name, string action, string? product, string? api, TaskExecution? parent, DateTimeOffset start)
    {
        Execution = execution;
        Number = number;
        Name = name;
        Action = action;
        Product = product;
        Api = api;
        Parent = parent;
        Start = start;
    }

    public Execution Execution { get; }

    /// <summary>The place among the tasks of the execution, from 1.</summary>
    public int Number { get; }

    public string Id => Execution.Id + ".t" + Number.ToString("D4", CultureInfo.InvariantCulture);

    public string Name { get; }

    /// <summary>The OOS action, such as ACS::ExecuteAPI or ACS::ESS::RunCommand.</summary>
    public string Action { get; }

    /// <summary>The product that an API task calls, as in RAM actions; null for other tasks.</summary>
    public string? Product { get; }

    /// <summary>The action of that product; null for other tasks.</summary>
    public string? Api { get; }

    /// <summary>For an item of a loop: the task that loops.</summary>
    public TaskExecution? Parent { get; }

    public DateTimeOffset Start { get; }

    public DateTimeOffset? End { get; set; }

    public ExecutionStatus Status { get; set; } = ExecutionStatus.Running;

    public string StatusMessage { get; set; } = "";

    public Execution? Child { get; set; }

    /// <summary>The item a loop ran this for; null outside loops.</summary>
    public LoopItem? LoopItem { get; set; }

    /// <summary>The number of the batch, from 1; 0 outside loops.</summary>
    public int BatchNumber { get; set; }

    /// <summary>For a task that loops: its items and batches.</summary>
    public LoopCounts? Loop { get; set; }
}

using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Engine;

/// <summary>All executions: by id, and those without a parent in order of creation. Children hang on their parents.</summary>
internal sealed class ExecutionStore
{
    private readonly Dictionary<string, Execution> _byId = new(StringComparer.Ordinal);

    /// <summary>Executions without a parent, oldest first.</summary>
    public List<Execution> Roots { get; } = new();

    public void Add(Execution execution)
    {
        _byId.Add(execution.Id, execution);
        if (execution.Parent == null)
            Roots.Add(execution);
        else
            execution.Parent.AddChild(execution);
    }

    public Execution? Find(string? id) => id != null && _byId.TryGetValue(id, out var execution) ? execution : null;

    /// <summary>Forgets an execution and everything below it.</summary>
    public void Remove(Execution execution)
    {
        if (execution.Parent == null)
            Roots.Remove(execution);
        else
            execution.Parent.RemoveChild(execution);
        Forget(execution);
    }

    /// <summary>An execution and everything below it, parents before children.</summary>
    public static IEnumerable<Execution> Tree(Execution execution)
    {
        yield return execution;
        foreach (var child in execution.Children)
        {
            foreach (var below in Tree(child))
                yield return below;
        }
    }

    private void Forget(Execution execution)
    {
        _byId.Remove(execution.Id);
        foreach (var child in execution.Children)
            Forget(child);
    }
}

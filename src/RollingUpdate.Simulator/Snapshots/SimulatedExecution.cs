using System;
using RollingUpdate.Simulator.Engine;

namespace RollingUpdate.Simulator;

/// <summary>An execution of the simulator at one moment.</summary>
public sealed class SimulatedExecution
{
    // Neither is changed once it is set, so the text can be made when somebody asks for it.
    private readonly NamedValues _parameters;
    private readonly NamedValues? _outputs;

    internal SimulatedExecution(Execution execution)
    {
        ExecutionId = execution.Id;
        ParentExecutionId = execution.Parent?.Id;
        TemplateName = execution.TemplateName;
        Status = execution.Status.ToString();
        StatusMessage = execution.StatusMessage;
        StartDate = execution.Created;
        EndDate = execution.Ended;
        _parameters = execution.Parameters;
        _outputs = execution.Outputs;
    }

    /// <summary>The id, exec-….</summary>
    public string ExecutionId { get; }

    /// <summary>The execution it is a child of; null for none.</summary>
    public string? ParentExecutionId { get; }

    /// <summary>The template, or the action of a child execution.</summary>
    public string TemplateName { get; }

    /// <summary>Running, Waiting, Success, Failed or Cancelled.</summary>
    public string Status { get; }

    /// <summary>Why it waits or failed.</summary>
    public string StatusMessage { get; }

    /// <summary>When it started, simulated time.</summary>
    public DateTimeOffset StartDate { get; }

    /// <summary>When it ended, simulated time; null while it has not.</summary>
    public DateTimeOffset? EndDate { get; }

    /// <summary>All its parameters, as JSON.</summary>
    public string Parameters => _parameters.ToString();

    /// <summary>Its outputs, as JSON.</summary>
    public string Outputs => _outputs?.ToString() ?? "{}";

    /// <inheritdoc/>
    public override string ToString() => $"{ExecutionId} {Status}";
}

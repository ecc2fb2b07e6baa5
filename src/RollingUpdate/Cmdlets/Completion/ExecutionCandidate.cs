using System.Linq;
using RollingUpdate.Cmdlets.Display;
using RollingUpdate.Oos;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>An execution with what tells it from the others: status, template, group, how far it is, since when.</summary>
internal static class ExecutionCandidate
{
    public static Candidate Of(OosExecution execution) => new(execution.ExecutionId, string.Join(", ", new[]
    {
        execution.Status,
        ViewText.What(execution),
        ViewText.Details(execution),
        ViewText.Instances(execution),
        ViewText.Ago(execution.StartDate),
    }.Where(part => part.Length > 0)));
}

using RollingUpdate.Oos;

namespace RollingUpdate.Updates;

/// <summary>The error for an execution that is no rolling update.</summary>
internal static class NotARollingUpdate
{
    public static RollingUpdateException For(OosExecution execution) => Because(execution, execution.ParentExecutionId is { } parent
        ? $"it is a child of {parent}; give that one"
        : $"it runs the template {execution.TemplateName}");

    public static RollingUpdateException Because(OosExecution execution, string reason) => new(
        ErrorKind.InvalidInput, "NotARollingUpdate", $"{execution.ExecutionId} is no rolling update: {reason}.",
        "Find the updates of a group with Get-EssRollingUpdate asg-….");
}

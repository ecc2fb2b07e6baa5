using System.Text.RegularExpressions;

namespace RollingUpdate.Updates;

/// <summary>Checks ids before any call is made, and says what to type instead.</summary>
internal static class Ids
{
    /// <exception cref="RollingUpdateException">It is no scaling group's id.</exception>
    public static void CheckScalingGroup(string? id) =>
        Check(id, "asg", "InvalidScalingGroupId", "a scaling group", "Take the id from Get-EssScalingGroup, such as asg-bp18p2yfxow2dloq.");

    /// <exception cref="RollingUpdateException">It is no scaling configuration's id.</exception>
    public static void CheckScalingConfiguration(string? id) =>
        Check(id, "asc", "InvalidScalingConfigurationId", "a scaling configuration", "Take the id from the property ActiveScalingConfigurationId of Get-EssScalingGroup, such as asc-bp1ezrfgoyn5kijl.");

    /// <exception cref="RollingUpdateException">It is no execution's id.</exception>
    public static void CheckExecution(string? id) =>
        Check(id, "exec", "InvalidExecutionId", "an execution", "Take the id from Get-OosExecution, such as exec-40e2e17ef7e04.");

    private static void Check(string? id, string prefix, string errorId, string what, string action)
    {
        if (id is null || string.IsNullOrWhiteSpace(id))
            throw new RollingUpdateException(ErrorKind.InvalidInput, errorId, $"The id of {what} is missing.", action);
        if (id.IndexOf('*') >= 0)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, errorId,
                $"'{id}' is a placeholder of a guide: the stars stand for the rest of {what}'s id.", action);
        }

        // Executions were once given upper-case letters too; of the rest of an id nothing more is promised.
        if (!Regex.IsMatch(id, $"^{prefix}-[0-9A-Za-z]+$", RegexOptions.CultureInvariant))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, errorId,
                $"'{id}' cannot be the id of {what}: it has to be {prefix}- and then letters and digits.", action);
        }
    }
}

namespace RollingUpdate.Updates;

/// <summary>The error for an execution that is not there.</summary>
internal static class ExecutionNotFound
{
    public static RollingUpdateException For(string executionId, string regionId) => new(
        ErrorKind.NotFound, "ExecutionNotFound", $"There is no execution {executionId} in {regionId}.",
        "Look with Get-OosExecution, or give its region with -RegionId.");
}

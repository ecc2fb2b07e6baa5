using System;
using System.Threading.Tasks;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Actions;

/// <summary>The steps of running a Cloud Assistant command and seeing how it ended.</summary>
internal static class CommandSteps
{
    /// <param name="flow">The action's execution.</param>
    /// <param name="instanceId">Where.</param>
    /// <param name="type">RunShellScript, RunBatScript or RunPowerShellScript.</param>
    /// <param name="content">The script; null when the call is made without one.</param>
    /// <param name="timeoutSeconds">After this the command is ended.</param>
    /// <returns>What the command printed.</returns>
    /// <exception cref="ApiException">It could not run, was ended, or its exit code is not 0.</exception>
    public static async Task<string> Run(Flow flow, string instanceId, string type, string? content, int timeoutSeconds)
    {
        var timeout = TimeSpan.FromSeconds(timeoutSeconds);
        var invocation = await flow.Api("runCommand", "ecs", "RunCommand", () => flow.Compute.RunCommand(new[] { instanceId }, type, content ?? throw ApiException.Missing("CommandContent"), flow.Execution.Id, timeout));
        await flow.WaitFor("untilInvocationReady", "ecs", "DescribeInvocations", RetryRule.Command, () => invocation.Status switch
        {
            "Finished" => true,
            "Failed" => throw new ApiException(400, "InvocationFailed", $"The command failed to run: {invocation.Results[0].ErrorCode} {invocation.Results[0].ErrorInfo}".TrimEnd()),
            _ => false,
        });
        var result = await flow.Api("describeInvocationResults", "ecs", "DescribeInvocationResults", () => invocation.Results[0]);
        return await flow.Api("checkInvocationResult", "ecs", "DescribeInvocationResults", () => result.ExitCode == 0
            ? result.Output
            : throw new ApiException(400, "CheckFailed", $"The command ended with exit code {result.ExitCode}. Output: {result.Output.Trim()}"), "ACS::CheckFor");
    }
}

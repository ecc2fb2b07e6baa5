using System;
using System.Threading;
using System.Threading.Tasks;

namespace RollingUpdate.Sessions.RamUsers;

/// <summary>One thing that is still to be done for a user.</summary>
internal sealed class RamUserStep
{
    public RamUserStep(string action, string result, Func<CancellationToken, Task> run)
    {
        Action = action;
        Result = result;
        RunAsync = run;
    }

    /// <summary>What is done: <c>Attach the policy AliyunECSFullAccess</c>.</summary>
    public string Action { get; }

    /// <summary>What there is afterwards: <c>the policy AliyunECSFullAccess</c>.</summary>
    public string Result { get; }

    public Func<CancellationToken, Task> RunAsync { get; }
}

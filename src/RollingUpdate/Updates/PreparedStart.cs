using System.Collections.Generic;
using RollingUpdate.Oos;
using RollingUpdate.Updates.Planning;

namespace RollingUpdate.Updates;

/// <summary>An update that only waits for the admin's yes: everything is read and checked, nothing is changed.</summary>
internal sealed class PreparedStart
{
    public PreparedStart(EssRollingUpdatePlan plan, StartExecutionRequest request)
    {
        Plan = plan;
        Request = request;
    }

    public EssRollingUpdatePlan Plan { get; }

    public StartExecutionRequest Request { get; }

    /// <summary>What came up while it was started.</summary>
    public List<string> Warnings { get; } = new();
}

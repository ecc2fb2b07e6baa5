using System.Collections.Generic;
using RollingUpdate.Oos;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>An update that only waits for the admin's yes: everything is read and checked, nothing is changed.</summary>
internal sealed class PreparedStart
{
    public PreparedStart(EssRollingUpdatePlan plan, GroupFacts facts, StartExecutionRequest request)
    {
        Plan = plan;
        Facts = facts;
        Request = request;
    }

    public EssRollingUpdatePlan Plan { get; }

    /// <summary>What the plan and its record are made from.</summary>
    public GroupFacts Facts { get; }

    public StartExecutionRequest Request { get; }

    /// <summary>What came up while it was started.</summary>
    public List<string> Warnings { get; } = new();
}

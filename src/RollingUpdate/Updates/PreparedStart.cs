using System.Collections.Generic;
using RollingUpdate.Ess;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates;

/// <summary>An update that only waits for the admin's yes: everything is read and checked, nothing is changed.</summary>
internal sealed class PreparedStart
{
    public PreparedStart(EssScalingGroup group, string summary, StartExecutionRequest request, IReadOnlyList<string> warnings)
    {
        Group = group;
        Summary = summary;
        Request = request;
        Warnings = warnings;
    }

    public EssScalingGroup Group { get; }

    /// <summary>What will be done, in words.</summary>
    public string Summary { get; }

    public StartExecutionRequest Request { get; }

    public IReadOnlyList<string> Warnings { get; }
}

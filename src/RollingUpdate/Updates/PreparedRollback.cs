using System.Collections.Generic;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates;

/// <summary>A rollback that only waits for the admin's yes.</summary>
internal sealed class PreparedRollback
{
    public PreparedRollback(OosExecution source, string scalingGroupId, string summary, StartExecutionRequest request, ConfigurationRestore? configuration)
    {
        Source = source;
        ScalingGroupId = scalingGroupId;
        Summary = summary;
        Request = request;
        Configuration = configuration;
    }

    /// <summary>The update that is taken back.</summary>
    public OosExecution Source { get; }

    public string ScalingGroupId { get; }

    /// <summary>What will be done, in words.</summary>
    public string Summary { get; }

    public StartExecutionRequest Request { get; }

    /// <summary>What the admin should know, before and after the start.</summary>
    public List<string> Warnings { get; } = new();

    /// <summary>The scaling configuration that gets its old image back; null for none.</summary>
    public ConfigurationRestore? Configuration { get; }
}

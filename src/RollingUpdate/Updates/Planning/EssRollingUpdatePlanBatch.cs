using System;

namespace RollingUpdate.Updates.Planning;

/// <summary>The instances that are updated together.</summary>
public sealed class EssRollingUpdatePlanBatch
{
    /// <summary>The batch's number, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>The instances, in the order in which the service lists them now.</summary>
    public string[] InstanceIds { get; internal set; } = Array.Empty<string>();

    /// <summary>How many instances of the group are in service while this batch is not; null where the kind takes none out.</summary>
    public int? InService { get; internal set; }

    /// <summary>Number and instances.</summary>
    public override string ToString() => $"batch {Number}: {string.Join(", ", InstanceIds)}";
}

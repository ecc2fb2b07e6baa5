using System.Collections.Generic;

namespace RollingUpdate.Ecs;

/// <summary>Which images are listed; what is null does not matter.</summary>
internal sealed class EcsImageFilter
{
    /// <summary>Only these.</summary>
    public IReadOnlyList<string>? ImageIds { get; set; }

    /// <summary>Only of this family.</summary>
    public string? ImageFamily { get; set; }

    /// <summary>Only of this owner: self, system, others or marketplace.</summary>
    public string? ImageOwnerAlias { get; set; }
}

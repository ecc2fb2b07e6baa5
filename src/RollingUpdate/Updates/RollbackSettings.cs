using System.Collections.Generic;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates;

/// <summary>What an admin may say of a rollback; null is taken from the update that is rolled back.</summary>
internal sealed class RollbackSettings
{
    public int? BatchNumber { get; set; }

    public BatchPauseOption BatchPauseOption { get; set; }

    /// <summary>The image to go back to.</summary>
    public string? ImageId { get; set; }

    public int? MaxErrors { get; set; }

    public string? RollbackScript { get; set; }

    public string? PackageVersion { get; set; }

    public PackageAction? Action { get; set; }

    public string? OosAssumeRole { get; set; }

    public bool KeepScalingConfiguration { get; set; }

    public UpdateFailureAction FailureAction { get; set; }

    public OosSafetyCheck SafetyCheck { get; set; }

    public string? Description { get; set; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    public string? ClientToken { get; set; }
}

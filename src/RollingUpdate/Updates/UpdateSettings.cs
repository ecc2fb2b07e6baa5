using System;
using System.Collections.Generic;
using RollingUpdate.Ess;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates;

/// <summary>What all kinds of updates share; null takes the default that the property names.</summary>
internal sealed class UpdateSettings
{
    /// <summary>The templates' own default number of batches.</summary>
    public const int DefaultBatchNumber = 5;

    public int? BatchNumber { get; set; }

    public BatchPauseOption BatchPauseOption { get; set; }

    /// <summary>Null: all five.</summary>
    public IReadOnlyList<ScalingProcess>? SuspendProcess { get; set; }

    /// <summary>Null: those that are suspended by the update and were not before.</summary>
    public IReadOnlyList<ScalingProcess>? ResumeProcess { get; set; }

    public IReadOnlyList<UpdatableLifecycleState> LifecycleState { get; set; } = new[] { UpdatableLifecycleState.InService };

    /// <summary>The RAM role OOS works as; null: the caller's own permissions.</summary>
    public string? OosAssumeRole { get; set; }

    public UpdateFailureAction FailureAction { get; set; }

    public OosSafetyCheck SafetyCheck { get; set; }

    public string? Description { get; set; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    /// <summary>Null: a new one for every start.</summary>
    public string? ClientToken { get; set; }

    public string Mode => FailureAction == UpdateFailureAction.Pause ? "FailurePause" : "Automatic";

    public static string NewClientToken() => Guid.NewGuid().ToString("N");
}

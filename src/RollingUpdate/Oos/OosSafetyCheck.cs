namespace RollingUpdate.Oos;

/// <summary>Whether an execution asks before actions that OOS counts as high risk, such as replacing a system disk.</summary>
public enum OosSafetyCheck
{
    /// <summary>It does not ask.</summary>
    Skip,

    /// <summary>It waits for an approval before each.</summary>
    ConfirmEveryHighRiskAction,
}

using System.Collections.Generic;

namespace RollingUpdate.Updates.Planning;

/// <summary>Collects the checks of a plan.</summary>
internal sealed class PlanChecks
{
    private readonly List<EssRollingUpdatePlanCheck> _checks = new();

    public EssRollingUpdatePlanCheck[] ToArray() => _checks.ToArray();

    public void Pass(string name, string detail) => _checks.Add(new EssRollingUpdatePlanCheck(name, PlanCheckStatus.Passed, detail));

    public void Warn(string name, string detail, string action) =>
        _checks.Add(new EssRollingUpdatePlanCheck(name, PlanCheckStatus.Warning, detail) { RecommendedAction = action });

    /// <summary>Fails in a way that an admin who knows better can override.</summary>
    public void Fail(string name, string detail, string action) =>
        _checks.Add(new EssRollingUpdatePlanCheck(name, PlanCheckStatus.Failed, detail) { RecommendedAction = action, CanForce = true });

    /// <summary>Fails for good, with an error of its own.</summary>
    public void Fail(string name, RollingUpdateException error) => _checks.Add(new EssRollingUpdatePlanCheck(name, PlanCheckStatus.Failed, error.Message)
    {
        RecommendedAction = error.RecommendedAction,
        Error = error,
    });
}

using System.Collections.Generic;

namespace RollingUpdate.Updates.Planning;

/// <summary>Collects the checks of a plan.</summary>
internal sealed class PlanChecks
{
    private readonly List<EssRollingUpdatePlanCheck> _checks = new();

    public EssRollingUpdatePlanCheck[] ToArray() => _checks.ToArray();

    public void Add(EssRollingUpdatePlanCheck check) => _checks.Add(check);

    public void Pass(string name, string detail) => Add(Passed(name, detail));

    public void Warn(string name, string detail, string action) => Add(Warning(name, detail, action));

    /// <inheritdoc cref="Failed(string, string, string)"/>
    public void Fail(string name, string detail, string action) => Add(Failed(name, detail, action));

    /// <summary>Fails for good, with an error of its own.</summary>
    public void Fail(string name, RollingUpdateException error) => _checks.Add(new EssRollingUpdatePlanCheck(name, PlanCheckStatus.Failed, error.Message)
    {
        RecommendedAction = error.RecommendedAction,
        Error = error,
    });

    public static EssRollingUpdatePlanCheck Passed(string name, string detail) => new(name, PlanCheckStatus.Passed, detail);

    public static EssRollingUpdatePlanCheck Warning(string name, string detail, string action) =>
        new(name, PlanCheckStatus.Warning, detail) { RecommendedAction = action };

    /// <summary>Fails in a way that an admin who knows better can override.</summary>
    public static EssRollingUpdatePlanCheck Failed(string name, string detail, string action) =>
        new(name, PlanCheckStatus.Failed, detail) { RecommendedAction = action, CanForce = true };
}

using System.Linq;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Planning;

/// <summary>Whether the batches leave enough in service, and who is left out.</summary>
internal sealed class InstanceChecks
{
    /// <summary>A loop of OOS takes this many items.</summary>
    private const int MostInstances = 1000;
    private readonly GroupFacts _facts;
    private readonly PlanChecks _checks;

    public InstanceChecks(GroupFacts facts, PlanChecks checks)
    {
        _facts = facts;
        _checks = checks;
    }

    public void Run(EssRollingUpdatePlan plan, RollingUpdateKind kind)
    {
        CheckInstances(plan, kind);
        if (plan.Batches.Length > 0 && UpdatableInstances.GoesToStandby(kind))
            CheckCapacity(plan);
    }

    private void CheckInstances(EssRollingUpdatePlan plan, RollingUpdateKind kind)
    {
        var taken = plan.Batches.Sum(batch => batch.InstanceIds.Length);
        if (taken > MostInstances)
        {
            _checks.Fail("Instances", new RollingUpdateException(ErrorKind.InvalidState, "TooManyInstances",
                $"{taken} instances would be updated; a template takes {MostInstances} at most.", "Update a smaller group."));
        }
        else if (taken == 0)
        {
            _checks.Warn("Instances", $"{(plan.LeftOut.Length == 0 ? "The group has no instance, so none will be updated." : $"No instance will be updated: {LeftOut(plan)}.")} {WithoutInstances(kind)}",
                "Look with Get-EssScalingInstance " + plan.ScalingGroupId + ".");
        }
        else if (plan.LeftOut.Length > 0)
        {
            _checks.Warn("Instances", $"{taken} of {_facts.Members.Count} instances will be updated. Left out: {LeftOut(plan)}.",
                "Instances that are left out stay as they are; update them when they are in service.");
        }
        else
        {
            _checks.Pass("Instances", $"All {taken} instances will be updated.");
        }
    }

    private void CheckCapacity(EssRollingUpdatePlan plan)
    {
        var largest = plan.Batches.Max(batch => batch.InstanceIds.Length);
        var left = plan.Batches.Min(batch => batch.InService) ?? 0;
        if (left == 0)
        {
            _checks.Warn("Capacity", $"While a batch of {largest} is updated, no instance is in service.", "Give more batches with -BatchNumber, or scale out first.");
        }
        else if (left < _facts.Group.MinSize)
        {
            _checks.Warn("Capacity", $"While the largest batch of {largest} is updated, {left} instances are in service: fewer than the group's MinSize of {_facts.Group.MinSize}.",
                "Give more batches with -BatchNumber, or scale out first.");
        }
        else
        {
            _checks.Pass("Capacity", $"At least {left} instances stay in service (MinSize {_facts.Group.MinSize}).");
        }
    }

    // As the templates end early.
    private static string WithoutInstances(RollingUpdateKind kind) => kind switch
    {
        RollingUpdateKind.File => "The lifecycle hook for new instances is changed all the same.",
        RollingUpdateKind.ContainerGroup => "The scaling configuration gets the containers all the same.",
        _ => "Nothing else is changed either.",
    };

    private static string LeftOut(EssRollingUpdatePlan plan) => string.Join(", ", plan.LeftOut.Select(instance => instance.ToString()));
}

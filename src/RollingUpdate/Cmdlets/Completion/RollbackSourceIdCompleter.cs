using RollingUpdate.Oos;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes ids of the newest updates that can be taken back: rollbacks cannot.</summary>
public sealed class RollbackSourceIdCompleter : RollingUpdateIdCompleter
{
    private protected override bool Fits(OosExecution execution, TypedArguments typed) =>
        base.Fits(execution, typed) && EssRollingUpdate.From(execution) is { Direction: UpdateDirection.Invoke };
}

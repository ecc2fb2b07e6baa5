using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes ids of the newest rolling updates and rollbacks: of the group on the command line, or else of the region.</summary>
public class RollingUpdateIdCompleter : ExecutionIdCompleter
{
    private protected override string? ScopeOf(TypedArguments typed) => typed.ScalingGroupId;

    private protected override Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation) =>
        ReadAsync(api, new ExecutionFilter { TemplateName = UpdateTemplate.CommonPart, Depth = "RootDepth" }, execution => Fits(execution, typed), found, cancellation);

    private protected virtual bool Fits(OosExecution execution, TypedArguments typed) =>
        EssRollingUpdate.From(execution) is { } update && (typed.ScalingGroupId ?? update.ScalingGroupId) == update.ScalingGroupId;
}

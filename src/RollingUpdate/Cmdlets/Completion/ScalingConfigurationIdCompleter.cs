using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes ids of scaling configurations: of the group on the command line, or else of the region.</summary>
public sealed class ScalingConfigurationIdCompleter : CloudCompleter
{
    private protected override string? ScopeOf(TypedArguments typed) => typed.ScalingGroupId;

    private protected override async Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation)
    {
        var pages = new EssClient(api).DescribeScalingConfigurations(typed.ScalingGroupId);
        while (await pages.NextAsync(cancellation).ConfigureAwait(false) is { } configurations)
            foreach (var configuration in configurations)
                found(new Candidate(configuration.ScalingConfigurationId, $"{configuration.ScalingConfigurationName}: {configuration.ImageId ?? configuration.ImageFamily} ({configuration.LifecycleState})", configuration.ScalingConfigurationName));
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes ids of scaling groups; typing the beginning of a group's name finds it too.</summary>
public sealed class ScalingGroupIdCompleter : CloudCompleter
{
    private protected override async Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation)
    {
        var pages = new EssClient(api).DescribeScalingGroups(null);
        while (await pages.NextAsync(cancellation).ConfigureAwait(false) is { } groups)
            foreach (var group in groups)
                found(new Candidate(group.ScalingGroupId, $"{group.ScalingGroupName} ({group.LifecycleState}, {group.TotalInstanceCount} instances)", group.ScalingGroupName));
    }
}

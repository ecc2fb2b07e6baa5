using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes names of scaling groups.</summary>
public sealed class ScalingGroupNameCompleter : CloudCompleter
{
    private protected override async Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation)
    {
        var pages = new EssClient(api).DescribeScalingGroups(null);
        while (await pages.NextAsync(cancellation).ConfigureAwait(false) is { } groups)
            foreach (var group in groups)
                if (group.ScalingGroupName.Length > 0)
                    found(new Candidate(group.ScalingGroupName, $"{group.ScalingGroupId} ({group.LifecycleState}, {group.TotalInstanceCount} instances)"));
    }
}

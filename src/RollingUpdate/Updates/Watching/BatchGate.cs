using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Watching;

/// <summary>Asks an admin's gate at a batch pause whether the update may go on: first it bakes, then the gate is asked until it says yes or its time is up.</summary>
internal sealed class BatchGate
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);
    private readonly Func<EssRollingUpdate, IReadOnlyList<EssInstanceUpdate>, Task<GateAnswer>> _ask;

    /// <param name="ask">Runs the gate once, with the update and the instances of its latest batch.</param>
    public BatchGate(Func<EssRollingUpdate, IReadOnlyList<EssInstanceUpdate>, Task<GateAnswer>> ask) => _ask = ask;

    /// <summary>How long the new batch works before the gate is asked at all.</summary>
    public TimeSpan BakeTime { get; set; }

    /// <summary>How long the gate may go on saying no.</summary>
    public TimeSpan Timeout { get; set; }

    /// <summary>The gate's last word.</summary>
    public async Task<GateAnswer> DecideAsync(IOpenApi api, EssRollingUpdate update, CancellationToken cancellation)
    {
        if (BakeTime > TimeSpan.Zero)
            await api.Clock.DelayAsync(BakeTime, cancellation).ConfigureAwait(false);
        var latest = await LatestBatchAsync(api, update, cancellation).ConfigureAwait(false);
        var first = api.Clock.Elapsed;
        while (true)
        {
            var answer = await _ask(update, latest).ConfigureAwait(false);
            var left = Timeout - (api.Clock.Elapsed - first);
            if (answer.IsYes || left <= TimeSpan.Zero)
                return answer;
            await api.Clock.DelayAsync(left < BetweenTries ? left : BetweenTries, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<EssInstanceUpdate>> LatestBatchAsync(IOpenApi api, EssRollingUpdate update, CancellationToken cancellation)
    {
        var instances = await new InstanceUpdates(api).ReadAsync(update, cancellation).ConfigureAwait(false);
        var latest = instances.Max(instance => instance.Batch);
        return instances.Where(instance => instance.Batch == latest).ToList();
    }
}

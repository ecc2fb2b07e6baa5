using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Repair;

/// <summary>Tells of updates whether they left something. A group is looked at once, however many of its updates are asked for.</summary>
internal sealed class RepairNeed
{
    private readonly IOpenApi _api;
    private readonly IDictionary<string, ISet<string>> _leavers;

    /// <param name="api">The connection.</param>
    /// <param name="leavers">By region and group: the updates that left something, kept from one call to the next.</param>
    public RepairNeed(IOpenApi api, IDictionary<string, ISet<string>> leavers)
    {
        _api = api;
        _leavers = leavers;
    }

    public async Task FillAsync(EssRollingUpdate update, CancellationToken cancellation)
    {
        if (!update.Execution.IsTerminal)
            return;
        update.NeedsRepair = MayHaveLeft(update) && (await LeaversAsync(update.ScalingGroupId, cancellation).ConfigureAwait(false)).Contains(update.ExecutionId);
    }

    // A success without failures or skipped instances leaves nothing, so most of a history needs no look; a rollback of the image may
    // leave the configuration, and one of containers the groups that a failure had left in Standby.
    private static bool MayHaveLeft(EssRollingUpdate update) =>
        update.Status != OosStatus.Success || update.InstancesFailed > 0 || update.Execution.Mode == "FailurePause"
        || update is { Kind: RollingUpdateKind.Image or RollingUpdateKind.ContainerGroup, Direction: UpdateDirection.Rollback };

    private async Task<ISet<string>> LeaversAsync(string scalingGroupId, CancellationToken cancellation)
    {
        var key = $"{_api.ProfileName} {_api.RegionId} {scalingGroupId}";
        if (_leavers.TryGetValue(key, out var known))
            return known;
        var leavers = new HashSet<string>();
        if (await GroupFacts.FindAsync(_api, scalingGroupId, cancellation).ConfigureAwait(false) is { } facts)
        {
            await facts.ReadHistoryAsync(cancellation).ConfigureAwait(false);
            leavers.UnionWith((await new RepairFinder(facts).FindAsync(cancellation).ConfigureAwait(false)).Select(step => step.ExecutionId));
        }

        return _leavers[key] = leavers;
    }
}

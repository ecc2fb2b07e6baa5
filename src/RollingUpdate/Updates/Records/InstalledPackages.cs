using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Records;

/// <summary>Reads what OOS knows of the packages on instances: one call an instance, a few at once.</summary>
internal static class InstalledPackages
{
    private const int AtOnce = 8;

    /// <summary>The version each instance has; null where it has no such package.</summary>
    public static async Task<IReadOnlyDictionary<string, string?>> ReadAsync(IOpenApi api, IEnumerable<string> instanceIds, string packageName, CancellationToken cancellation)
    {
        var oos = new OosClient(api);
        var versions = new ConcurrentDictionary<string, string?>();
        using var gate = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(instanceIds.Select(async id =>
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                var states = await oos.ListInstancePackageStates(id).AllAsync(cancellation).ConfigureAwait(false);
                versions[id] = states.Find(state => state.TemplateName == packageName)?.Version;
            }
            finally
            {
                gate.Release();
            }
        })).ConfigureAwait(false);
        return versions;
    }
}

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
        var installed = await ReadAsync(api, instanceIds, cancellation).ConfigureAwait(false);
        return installed.ToDictionary(instance => instance.Key, instance => instance.Value.TryGetValue(packageName, out var version) ? version : null);
    }

    /// <summary>The packages each instance has, by name, with their versions.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadAsync(IOpenApi api, IEnumerable<string> instanceIds, CancellationToken cancellation)
    {
        var oos = new OosClient(api);
        var installed = new ConcurrentDictionary<string, IReadOnlyDictionary<string, string>>();
        using var gate = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(instanceIds.Select(async id =>
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                var packages = new Dictionary<string, string>();
                foreach (var state in await oos.ListInstancePackageStates(id).AllAsync(cancellation).ConfigureAwait(false))
                    packages[state.TemplateName] = state.Version;
                installed[id] = packages;
            }
            finally
            {
                gate.Release();
            }
        })).ConfigureAwait(false);
        return installed;
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Tests.Updates.Watching;

/// <summary>A cloud that never answers.</summary>
internal sealed class SilentCloud : IOpenApi
{
    public string RegionId => "cn-hangzhou";

    public string? ProfileName => null;

    public IClock Clock { get; } = new VirtualClock();

    public async Task<T> CallAsync<T>(ApiCall call, Func<JsonReader, T> read, CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        throw new InvalidOperationException("A wait without end has ended.");
    }
}

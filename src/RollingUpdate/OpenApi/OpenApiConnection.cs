using System;
using System.Threading;

namespace RollingUpdate.OpenApi;

/// <summary>What the calls to one region with one set of credentials share: options, clock, and how far the service's clock is from ours.</summary>
internal sealed class OpenApiConnection
{
    // Ticks, so that it is read and written in one step by concurrent calls.
    private long _serverOffset;

    public OpenApiConnection(string regionId, ICredentialSource credentials, OpenApiOptions options, IClock clock)
    {
        RegionId = regionId;
        Credentials = credentials;
        Options = options;
        Clock = clock;
    }

    public string RegionId { get; }

    /// <summary>The name under which whoever made the connection finds it again; null when it has none.</summary>
    public string? ProfileName { get; set; }

    public ICredentialSource Credentials { get; }

    public OpenApiOptions Options { get; }

    public IClock Clock { get; }

    /// <summary>The service's time as far as it is known.</summary>
    public DateTimeOffset ServerNow => Clock.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref _serverOffset));

    public void LearnServerTime(DateTimeOffset serverNow) =>
        Interlocked.Exchange(ref _serverOffset, (serverNow - Clock.UtcNow).Ticks);

    public Uri EndpointOf(ApiProduct product) =>
        Options.Endpoint ?? new Uri("https://" + product.Endpoint.HostFor(RegionId, Options.Vpc));
}

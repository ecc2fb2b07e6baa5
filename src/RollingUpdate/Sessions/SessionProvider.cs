using System.Collections.Generic;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions;

/// <summary>
/// Gives every cmdlet of a runspace its connection: of the profile it names, of the session of Connect-Aliyun, or of what the CLI would
/// use. Connections are kept, so that what they learn (credentials, the service's time) serves the next call.
/// </summary>
internal sealed class SessionProvider
{
    private readonly SessionEnvironment _environment;
    private readonly SessionResolver _resolver;
    private readonly Dictionary<(string? Profile, string? Region), ResolvedSession> _open = new();
    private ConnectRequest? _connected;
    private string? _stamp;

    public SessionProvider()
        : this(SessionEnvironment.OfProcess)
    {
    }

    public SessionProvider(SessionEnvironment environment)
    {
        _environment = environment;
        _resolver = new SessionResolver(environment);
    }

    /// <summary>The file the profiles are in, whether it is there or not.</summary>
    public string ConfigPath => _environment.ConfigPath;

    /// <summary>A provider with the same session, for work that goes on whatever session is made or ended here meanwhile.</summary>
    public SessionProvider Copy() => new(_environment) { _connected = _connected };

    /// <summary>A client for this profile and region; null takes those of the session.</summary>
    /// <param name="profileName">The profile.</param>
    /// <param name="regionId">The region.</param>
    /// <param name="observer">Who is told what happens.</param>
    /// <param name="retry">How patient it is instead of as usual.</param>
    /// <exception cref="RollingUpdateException">There are no usable credentials, or no region.</exception>
    public IOpenApi Open(string? profileName, string? regionId, IOpenApiObserver observer, RetryPolicy? retry = null) =>
        new OpenApiClient(Find(NullIfEmpty(profileName), NullIfEmpty(regionId)).Connection, observer, retry);

    /// <summary>What would be used now.</summary>
    /// <exception cref="RollingUpdateException">There are no usable credentials, or no region.</exception>
    public AliyunSession Describe(string? profileName, string? regionId) => Find(NullIfEmpty(profileName), NullIfEmpty(regionId)).Describe();

    /// <summary>A client for a session that is not made yet, to see whether it works.</summary>
    /// <exception cref="RollingUpdateException">There are no usable credentials, or no region.</exception>
    public IOpenApi Try(ConnectRequest request, IOpenApiObserver observer) => new OpenApiClient(_resolver.Resolve(request).Connection, observer);

    /// <summary>Makes a session that cmdlets use from now on, unless they name a profile.</summary>
    /// <exception cref="RollingUpdateException">There are no usable credentials, or no region; the session before it goes on.</exception>
    public AliyunSession Connect(ConnectRequest request)
    {
        var resolved = _resolver.Resolve(request);
        resolved.IsConnected = true;
        // The objects of a session carry its profile's name to the next cmdlet, which has to find the session by it; and a session does
        // not go over to another profile when that becomes the current one.
        request.ProfileName ??= resolved.Connection.ProfileName;
        _connected = request;
        _open.Clear();
        return resolved.Describe();
    }

    public void Disconnect()
    {
        _connected = null;
        _open.Clear();
        _resolver.Forget();
    }

    private ResolvedSession Find(string? profileName, string? regionId)
    {
        // A file that another program wrote since holds other profiles, and a variable may have been set.
        var stamp = _resolver.Stamp;
        if (stamp != _stamp)
            _open.Clear();
        _stamp = stamp;
        if (_open.TryGetValue((profileName, regionId), out var open))
            return open;
        var usesConnected = _connected is not null && (profileName is null || profileName == _connected.ProfileName);
        var request = usesConnected ? CopyOf(_connected!) : new ConnectRequest { ProfileName = profileName };
        request.RegionId = regionId ?? request.RegionId;
        var resolved = _resolver.Resolve(request);
        resolved.IsConnected = usesConnected;
        return _open[(profileName, regionId)] = resolved;
    }

    private static ConnectRequest CopyOf(ConnectRequest request) => new()
    {
        ProfileName = request.ProfileName,
        AccessKeyId = request.AccessKeyId,
        AccessKeySecret = request.AccessKeySecret,
        SecurityToken = request.SecurityToken,
        RegionId = request.RegionId,
        Endpoint = request.Endpoint,
        Network = request.Network,
        Arn = request.Arn,
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

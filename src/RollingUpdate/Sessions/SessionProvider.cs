using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;

namespace RollingUpdate.Sessions;

/// <summary>
/// Gives every cmdlet of a runspace its connection: of the profile it names, of the session of Connect-Aliyun, or of what the CLI would
/// use. Connections are kept, so that what they learn (credentials, the service's time) serves the next call.
/// </summary>
internal sealed class SessionProvider
{
    // Beside the objects, which hold no secret.
    private static readonly ConditionalWeakTable<AliyunSession, ConnectRequest> Requests = new();
    // Runspaces of this process that have, or had until their end, a session.
    private static int _connectedProviders;
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

    /// <summary>What cmdlets without -ProfileName use here instead of the current profile, and how to change that; null when it is that profile.</summary>
    /// <param name="current">The current profile.</param>
    public string? WhatBeatsTheCurrentProfile(string current)
    {
        if (_connected is { } session)
        {
            return session.ProfileName == current && session.AccessKeyId is null
                ? null
                : $"the session of Connect-Aliyun ({(session.ProfileName is { } profile ? $"profile '{profile}'" : "without a profile")}). Run Connect-Aliyun -ProfileName {Quoted(current)}, or end the session with Disconnect-Aliyun";
        }

        if (_environment.IgnoresProfile)
            return "no profile: ALIBABA_CLOUD_IGNORE_PROFILE is TRUE. Clear the variable";
        return _environment.First(EnvironmentNames.Profile) is { } named && named != current
            ? $"profile '{named}': {_environment.FirstName(EnvironmentNames.Profile)} names it. Clear the variable, or run Connect-Aliyun -ProfileName {Quoted(current)}"
            : null;
    }

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
    public AliyunSession Describe(string? profileName, string? regionId) => Tell(Find(NullIfEmpty(profileName), NullIfEmpty(regionId)));

    /// <summary>What a session of any runspace of this process was made of; null for one that Connect-Aliyun did not make, and one from a file or another process.</summary>
    public static ConnectRequest? RequestOf(AliyunSession? session) => session is not null && Requests.TryGetValue(session, out var request) ? request.Copy() : null;

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
        if (_connected is null)
            Interlocked.Increment(ref _connectedProviders);
        _connected = request;
        _open.Clear();
        return Tell(resolved);
    }

    public void Disconnect()
    {
        if (_connected is not null)
            Interlocked.Decrement(ref _connectedProviders);
        _connected = null;
        _open.Clear();
        _resolver.Forget();
    }

    // What is described goes along, so that Connect-Aliyun makes the same of it in another runspace.
    private AliyunSession Tell(ResolvedSession resolved)
    {
        var session = resolved.Describe();
        if (resolved.IsConnected)
        {
            var request = _connected!.Copy();
            request.RegionId = session.RegionId;
            Requests.Add(session, request);
        }

        return session;
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
        var request = usesConnected ? _connected!.Copy() : new ConnectRequest { ProfileName = profileName };
        request.RegionId = regionId ?? request.RegionId;
        var resolved = Resolve(request);
        resolved.IsConnected = usesConnected;
        return _open[(profileName, regionId)] = resolved;
    }

    // A session is another runspace's own. Whoever connected there and is told here that there is none has to know why.
    private ResolvedSession Resolve(ConnectRequest request)
    {
        try
        {
            return _resolver.Resolve(request);
        }
        catch (RollingUpdateException error) when (error.ErrorId == NoCredentials.ErrorId && _connected is null && Volatile.Read(ref _connectedProviders) > 0)
        {
            throw NoCredentials.Error($"{error.Message} Connect-Aliyun was used in another runspace of this process; a session belongs to its runspace.",
                "Hand the session over: $session = Get-AliyunSession outside, and $null = $using:session | Connect-Aliyun as the first line inside. Or run aliyun configure, whose profile every runspace finds.");
        }
    }

    private static string Quoted(string name) => Regex.IsMatch(name, "^[A-Za-z0-9_-]+$") ? name : $"'{name.Replace("'", "''")}'";

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions;

/// <summary>A session with what calls need: its connection.</summary>
internal sealed class ResolvedSession
{
    private readonly string _mode;
    private readonly string? _arn;

    /// <param name="connection">The connection.</param>
    /// <param name="mode">The profile's mode.</param>
    /// <param name="arn">Who it is, when that has been asked.</param>
    public ResolvedSession(OpenApiConnection connection, string mode, string? arn)
    {
        Connection = connection;
        _mode = mode;
        _arn = arn;
    }

    public OpenApiConnection Connection { get; }

    /// <summary>Whether it is the session of Connect-Aliyun.</summary>
    public bool IsConnected { get; set; }

    /// <summary>What may be shown, as it is now: the key and its end are known once it has been fetched.</summary>
    public AliyunSession Describe()
    {
        var known = Connection.Credentials.Known;
        return new AliyunSession
        {
            ProfileName = Connection.ProfileName,
            Mode = _mode,
            RegionId = Connection.RegionId,
            AccessKeyId = known?.MaskedAccessKeyId,
            Source = Connection.Credentials.Source,
            ExpiresAt = known?.ExpiresAt,
            Arn = _arn,
            Endpoint = Connection.Options.Endpoint,
            Network = Connection.Options.Vpc ? AliyunNetwork.Vpc : AliyunNetwork.Public,
            IsConnected = IsConnected,
        };
    }
}

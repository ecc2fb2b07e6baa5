using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions;

/// <summary>A session with what calls need: its connection.</summary>
internal sealed class ResolvedSession
{
    public ResolvedSession(AliyunSession session, OpenApiConnection connection)
    {
        Session = session;
        Connection = connection;
    }

    /// <summary>What may be shown.</summary>
    public AliyunSession Session { get; }

    public OpenApiConnection Connection { get; }
}

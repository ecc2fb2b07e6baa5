using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace RollingUpdate.OpenApi;

/// <summary>
/// The body of a request, that knows whether it was asked for. That is not done before there is a connection, with the tunnel through a
/// proxy and TLS in it; so what was not asked for was not sent. .NET Framework does not ask for an empty one, and proves nothing by it.
/// </summary>
internal sealed class RequestContent : ByteArrayContent
{
    public RequestContent(byte[] body)
        : base(body)
    {
    }

    /// <summary>Whether some of the request may be on its way.</summary>
    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext context)
    {
        Begun = true;
        return base.SerializeToStreamAsync(stream, context);
    }
}

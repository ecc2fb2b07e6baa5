using System.Collections.Generic;

namespace RollingUpdate.Simulator.Http;

/// <summary>A request as it came in, nothing decoded.</summary>
internal sealed class HttpRequest
{
    public HttpRequest(string method, string target, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        Method = method;
        Target = target;
        Headers = headers;
        Body = body;
    }

    public string Method { get; }

    /// <summary>The request target of the first line: a path with query, or an absolute URL when a client takes the simulator for its proxy.</summary>
    public string Target { get; }

    /// <summary>Header values as received, by lower-case name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public byte[] Body { get; }

    public string? Header(string lowerCaseName) => Headers.TryGetValue(lowerCaseName, out var value) ? value : null;
}

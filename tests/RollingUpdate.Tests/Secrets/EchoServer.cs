using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Tests.Secrets;

/// <summary>How an <see cref="EchoServer"/> answers.</summary>
internal enum Echo
{
    /// <summary>A service's error whose message repeats the request.</summary>
    Error,

    /// <summary>A refusal of the signature whose message, code and link repeat the request.</summary>
    Refusal,

    /// <summary>A proxy's page that repeats the request.</summary>
    Page,

    /// <summary>Status 200 and no JSON.</summary>
    Unreadable,

    /// <summary>The same, with a long text before it, so that it is cut in the middle.</summary>
    Cut,
}

/// <summary>The most talkative service there could be: it repeats all it was sent, and knows the signatures it has seen.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly LoopbackServer _server;

    /// <param name="knows">Answers instead, for what is to succeed.</param>
    public EchoServer(Func<WireRequest, string?>? knows = null) => _server = new LoopbackServer((request, _) => knows?.Invoke(request) ?? Answer(request));

    public Echo Kind { get; set; }

    public Uri Address => _server.Address;

    public IReadOnlyList<WireRequest> Requests => _server.Requests;

    /// <summary>The signatures of all requests, in any version.</summary>
    public IEnumerable<Canary> Signatures => SignaturesOf(_server.Requests);

    public static IEnumerable<Canary> SignaturesOf(IEnumerable<WireRequest> requests) =>
        from request in requests
        from Match match in Regex.Matches($"{request.Target} {request.Body} {request.Headers.GetValueOrDefault("Authorization")}", "[?&, ]Signature=([^&, ]+)")
        select new Canary("signature", WebUtility.UrlDecode(match.Groups[1].Value));

    public void Dispose() => _server.Dispose();

    private string Answer(WireRequest request)
    {
        var all = $"{request.Method} {request.Target} {string.Join(" ", request.Headers.Select(header => $"{header.Key}: {header.Value}"))} {request.Body} {WebUtility.UrlDecode(request.Target)} {WebUtility.UrlDecode(request.Body)}";
        return Kind switch
        {
            Echo.Error => LoopbackServer.Json(new JObject { ["Code"] = "InvalidParameter", ["Message"] = "Got: " + all, ["RequestId"] = "R" }.ToString(), 400),
            Echo.Refusal => LoopbackServer.Json(
                new JObject
                {
                    ["Code"] = "SignatureDoesNotMatch",
                    ["Message"] = "Specified signature is not matched with our calculation. server string to sign is:" + all,
                    ["Recommend"] = "https://example.invalid/?q=" + Uri.EscapeDataString(all),
                    ["RequestId"] = all,
                    ["error"] = all,
                    ["error_description"] = all,
                }.ToString(), 403),
            Echo.Page => LoopbackServer.Reply($"<html><body>{WebUtility.HtmlEncode(all)}</body></html>", 502, "text/html"),
            Echo.Cut => LoopbackServer.Reply(new string('x', 120) + string.Join(" ", request.Headers.Where(header => header.Key.Contains("token", StringComparison.OrdinalIgnoreCase) || header.Key == "Authorization").Select(header => header.Value)), 200, "text/plain"),
            _ => LoopbackServer.Reply(all, 200, "text/plain"),
        };
    }
}

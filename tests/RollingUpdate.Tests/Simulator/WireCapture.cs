using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

/// <summary>One request of an official client, as recorded.</summary>
internal sealed class WireCapture
{
    private WireCapture(string name, JObject json)
    {
        Name = name;
        Action = (string)json["action"]!;
        AccessKeyId = (string)json["accessKeyId"]!;
        Secret = (string)json["accessKeySecret"]!;
        IsV1 = ((string)json["signature"]!).StartsWith("V1", StringComparison.Ordinal);
        var request = json["request"]!;
        Method = (string)request["method"]!;
        Path = (string)request["path"]!;
        Query = (string)request["query"]!;
        Headers = request["rawHeaders"]!.Select(h => (string)h!).ToList();
        Body = Encoding.UTF8.GetBytes((string)request["body"]!);
        AbsoluteForm = (string?)request["requestTargetAbsoluteForm"];
        // The file's own field is sometimes there for a client that had a token and did not send it; what counts is the request.
        Token = (string?)request["headers"]!["x-acs-security-token"] ?? (Query.Contains("SecurityToken=", StringComparison.Ordinal) ? (string?)json["securityToken"] : null);
    }

    public string Name { get; }

    public string Action { get; }

    public string AccessKeyId { get; }

    public string Secret { get; }

    public string? Token { get; }

    public bool IsV1 { get; }

    public string Method { get; }

    public string Path { get; set; }

    public string Query { get; set; }

    public List<string> Headers { get; }

    public byte[] Body { get; set; }

    public string? AbsoluteForm { get; }

    public string Target => AbsoluteForm + Path + (Query.Length == 0 ? "" : "?" + Query);

    /// <summary>All captures, or those that a test is about, of which there is one at least.</summary>
    public static IReadOnlyList<WireCapture> ReadAll(Func<WireCapture, bool>? which = null)
    {
        var captures = Directory.GetFiles(TestData.PathOf("wire-captures"), "*.json").Order(StringComparer.Ordinal).Select(file =>
        {
            using var reader = new JsonTextReader(new StreamReader(file)) { DateParseHandling = DateParseHandling.None };
            return new WireCapture(System.IO.Path.GetFileNameWithoutExtension(file), JObject.Load(reader));
        }).Where(which ?? (_ => true)).ToList();
        Assert.NotEmpty(captures);
        return captures;
    }

    /// <summary>Sends it to a simulator that knows its key, and gives "200" or status and code.</summary>
    public string Replay(AliyunSimulator simulator, string? secret = null)
    {
        simulator.AddAccessKey(AccessKeyId, secret ?? Secret, Token);
        // The body may have been changed, so its length is told anew.
        var headers = Headers.Select(h => h.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase) ? "Content-Length: " + Body.Length : h).ToList();
        var isChunked = headers.Exists(h => h.Equals("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase));
        var (status, body) = RawHttp.Send(simulator.Endpoint, Method, Target, headers, isChunked ? Chunked() : Body);
        return status switch
        {
            0 => "no answer",
            200 => "200",
            _ => $"{status} {(string?)JObject.Parse(body)["Code"]}",
        };
    }

    // In two chunks, so that the border between them is read too.
    private byte[] Chunked()
    {
        var half = Body.Length / 2;
        return [.. Chunk(Body[..half]), .. Chunk(Body[half..]), .. "0\r\n\r\n"u8];

        static byte[] Chunk(byte[] part) => [.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part, .. "\r\n"u8];
    }
}

using System;
using System.Collections.Generic;
using System.Text;

namespace RollingUpdate.Simulator.Http;

/// <summary>What is sent back: a status with a body, or nothing at all.</summary>
internal sealed class HttpReply
{
    public HttpReply(int status, string contentType, byte[] body)
    {
        Status = status;
        ContentType = contentType;
        Body = body;
    }

    /// <summary>No answer: the connection is closed without a byte.</summary>
    public static HttpReply None { get; } = new(0, "", Array.Empty<byte>());

    public int Status { get; }

    public string ContentType { get; }

    public byte[] Body { get; }

    /// <summary>Headers beside the usual ones.</summary>
    public Dictionary<string, string> Headers { get; } = new();

    public static HttpReply Json(int status, string json) => new(status, "application/json;charset=utf-8", Encoding.UTF8.GetBytes(json));

    public static HttpReply Html(int status, string html) => new(status, "text/html;charset=utf-8", Encoding.UTF8.GetBytes(html));
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>A stand-in for STS that gives a new key with every request, good for an hour from the clock's time.</summary>
internal sealed class StsStandIn : IDisposable
{
    private readonly LoopbackServer _server;

    /// <param name="clock">By which its keys end.</param>
    /// <param name="answer">Answers instead, by the number of the request; null lets the stand-in answer.</param>
    public StsStandIn(VirtualClock clock, Func<int, string?>? answer = null) => _server = new LoopbackServer((_, n) => answer?.Invoke(n) ?? LoopbackServer.Json(
        new JObject { ["RequestId"] = "R", ["Credentials"] = JObject.Parse(Key(n, clock)) }.ToString()));

    /// <summary>The key of that number, good for an hour, as most services write one.</summary>
    public static string Key(int number, VirtualClock clock) => JObject.FromObject(new
    {
        AccessKeyId = $"STS.{number}",
        AccessKeySecret = $"secret-{number}",
        SecurityToken = $"token-{number}",
        Expiration = clock.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    }).ToString();

    /// <summary>As a profile has it.</summary>
    public string Address => _server.Address.ToString();

    public IReadOnlyList<WireRequest> Requests => _server.Requests;

    public static IReadOnlyDictionary<string, string> Form(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));

    public void Dispose() => _server.Dispose();
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Tests;

/// <summary>The seam to the cloud, answered from a function: for tests of the domain that need no wire.</summary>
internal sealed class FakeCloud : IOpenApi
{
    private readonly Func<string, IReadOnlyDictionary<string, string>, JObject> _answer;
    private readonly ConcurrentQueue<string> _calls = new();

    /// <param name="clock">The time by which the domain waits.</param>
    /// <param name="answer">From action and parameters to the answer; may throw what a call throws.</param>
    public FakeCloud(VirtualClock clock, Func<string, IReadOnlyDictionary<string, string>, JObject> answer)
    {
        VirtualClock = clock;
        _answer = answer;
    }

    public string RegionId => "cn-hangzhou";

    public string? ProfileName => null;

    public IClock Clock => VirtualClock;

    public VirtualClock VirtualClock { get; }

    /// <summary>The actions called so far.</summary>
    public IReadOnlyList<string> Calls => _calls.ToArray();

    public Task<T> CallAsync<T>(ApiCall call, Func<JsonReader, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _calls.Enqueue(call.Action);
        var answer = _answer(call.Action, call.Parameters.Pairs.ToDictionary(pair => pair.Key, pair => pair.Value));
        using var json = JsonReading.Open(new StringReader(answer.ToString()));
        json.Read();
        return Task.FromResult(read(json));
    }
}

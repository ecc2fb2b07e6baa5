using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>The last calls, oldest first. Used only while the simulation is entered.</summary>
internal sealed class CallLog
{
    /// <summary>Beyond this the oldest calls are forgotten, so that a simulator can stay up for weeks.</summary>
    private const int Limit = 200_000;

    // What signs a call or is a secret in it; none of it is kept.
    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal)
    {
        "AccessKeyId", "Action", "Format", "OIDCToken", "Password", "SecurityToken", "Signature", "SignatureMethod", "SignatureNonce",
        "SignatureType", "SignatureVersion", "Timestamp", "Version",
    };

    private readonly Queue<SimulatorCall> _calls = new();
    private long _sequence;

    public SimulatorCall Add(ApiRequest request)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in request.Parameters.All)
        {
            if (!Hidden.Contains(pair.Key))
                parameters[pair.Key] = pair.Value;
        }

        var call = new SimulatorCall(++_sequence, request.Http.Method, request.Action, request.Version, request.AccessKeyId, parameters);
        _calls.Enqueue(call);
        if (_calls.Count > Limit)
            _calls.Dequeue();
        return call;
    }

    public SimulatorCall[] ToArray() => _calls.ToArray();

    public void Clear() => _calls.Clear();
}

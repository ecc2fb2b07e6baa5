using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>
/// The general rule for ClientToken, of the actions that have one; others ignore it as they do any parameter they do not know. The same call again is answered as before and does nothing; the same token with other parameters is
/// IdempotentParameterMismatch.
/// </summary>
internal sealed class IdempotenceCache
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="ApiException">IdempotentParameterMismatch, InvalidParameter for a token too long, or what the work throws (then nothing is remembered).</exception>
    public JObject Once(ApiCall call, Func<JObject> work)
    {
        var token = call.Parameters.Text("ClientToken");
        if (token == null || !call.Action.HasClientToken)
            return work();
        if (token.Length > 64 || token.Any(c => c > 127))
            throw ApiException.Invalid("ClientToken", "it must be at most 64 ASCII characters.");
        var key = string.Join(" ", call.Action.Product, call.Action.Name, call.Caller.AccountId, call.RegionId, token);
        var print = Fingerprint(call.Parameters);
        if (!_entries.TryGetValue(key, out var entry))
        {
            var answer = work();
            _entries[key] = new Entry(print, answer.ToString(Formatting.None), call.ExecutionId);
            return answer;
        }

        if (entry.Fingerprint != print)
            throw new ApiException(400, "IdempotentParameterMismatch", "The request uses the same client token as a previous, but non-identical request.");
        call.ExecutionId = entry.ExecutionId;
        return (JObject)ApiParameters.Parse(entry.Answer);
    }

    // The parameters that sign a V1 call change with every attempt and say nothing about what is asked.
    private static string Fingerprint(ApiParameters parameters) => string.Join("\n", parameters.All
        .Where(p => p.Value.Length > 0 && !p.Key.StartsWith("Signature", StringComparison.Ordinal) && p.Key is not ("Timestamp" or "SecurityToken" or "AccessKeyId"))
        .OrderBy(p => p.Key, StringComparer.Ordinal)
        .Select(p => p.Key + "=" + p.Value));

    private sealed class Entry
    {
        public Entry(string fingerprint, string answer, string? executionId)
        {
            Fingerprint = fingerprint;
            Answer = answer;
            ExecutionId = executionId;
        }

        public string Fingerprint { get; }

        /// <summary>The JSON without RequestId; text, since thousands of these are kept.</summary>
        public string Answer { get; }

        public string? ExecutionId { get; }
    }
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Engine;

/// <summary>
/// JSON values by name, in the order they were given: the parameters or outputs of an execution. There are few in one but executions by the
/// hundred thousand, whose memory would be mostly the lists and dictionaries of JSON objects. A value may be in several at once.
/// </summary>
internal sealed class NamedValues : IEnumerable<KeyValuePair<string, JToken>>
{
    private readonly List<KeyValuePair<string, JToken>> _values;

    public NamedValues(int capacity = 8) => _values = new List<KeyValuePair<string, JToken>>(capacity);

    /// <summary>The value of a name; null when there is none of it.</summary>
    public JToken? this[string name]
    {
        get
        {
            var index = IndexOf(name);
            return index < 0 ? null : _values[index].Value;
        }

        set
        {
            var index = IndexOf(name);
            var pair = new KeyValuePair<string, JToken>(name, value ?? JValue.CreateNull());
            if (index < 0)
                _values.Add(pair);
            else
                _values[index] = pair;
        }
    }

    /// <summary>A JSON object of its own.</summary>
    public JObject ToJson() => new(_values.Select(v => new JProperty(v.Key, v.Value.DeepClone())));

    /// <summary>As JSON text.</summary>
    public override string ToString() => ToJson().ToString(Formatting.None);

    public IEnumerator<KeyValuePair<string, JToken>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            if (string.Equals(_values[i].Key, name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}

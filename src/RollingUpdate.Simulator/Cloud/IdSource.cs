using System;
using System.Globalization;
using System.Text;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>Ids in the form of the services, the same for the same seed and the same order of events.</summary>
internal sealed class IdSource
{
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyz";
    private readonly Random _random;

    // Request ids have a source of their own, so that a read more or less does not change the ids of what is created after it.
    private readonly Random _requests;

    public IdSource(int seed)
    {
        _random = new Random(seed);
        _requests = new Random(seed + 1);
    }

    /// <summary>A resource id: a prefix and 18 letters and digits, such as <c>i-bp1…</c>.</summary>
    public string Resource(string prefix) => prefix + "bp1" + Text(Letters, 17);

    /// <summary>An execution id: exec- and 20 hexadecimal digits.</summary>
    public string Execution() => "exec-" + Text("0123456789abcdef", 20);

    /// <summary>Hexadecimal digits.</summary>
    public string Hex(int count) => Text("0123456789abcdef", count);

    /// <summary>An upper-case UUID.</summary>
    public string RequestId()
    {
        var bytes = new byte[16];
        _requests.NextBytes(bytes);
        return new Guid(bytes).ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant();
    }

    /// <summary>An access key id and its secret in the usual lengths.</summary>
    public (string Id, string Secret) AccessKey(string prefix) => (prefix + Text(Letters, 20), Text(Letters, 30));

    /// <summary>Decimal digits, not starting with 0.</summary>
    public string Digits(int count) => "2" + Text("0123456789", count - 1);

    private string Text(string alphabet, int count)
    {
        var text = new StringBuilder(count);
        for (var i = 0; i < count; i++)
            text.Append(alphabet[_random.Next(alphabet.Length)]);
        return text.ToString();
    }
}

using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>
/// The names of fields that answers have had, so that the text of a name is made once and not for every object in every answer. A name
/// may push out another that falls on its place: that costs a text, and keeps the table small whatever a service sends.
/// </summary>
internal sealed class FieldNames : JsonNameTable
{
    private const int Places = 512;
    private const int Longest = 64;
    private readonly string?[] _names = new string?[Places];

    private FieldNames()
    {
    }

    /// <summary>The one of the process. References are written whole, so threads need no lock.</summary>
    public static FieldNames Instance { get; } = new();

    public override string? Get(char[] key, int start, int length)
    {
        if (length == 0 || length > Longest)
            return null;
        var hash = length;
        for (var i = start; i < start + length; i++)
            hash = (hash * 31) + key[i];
        ref var place = ref _names[hash & (Places - 1)];
        return place is { } name && Same(name, key, start, length) ? name : place = new string(key, start, length);
    }

    private static bool Same(string name, char[] key, int start, int length)
    {
        if (name.Length != length)
            return false;
        for (var i = 0; i < length; i++)
            if (name[i] != key[start + i])
                return false;
        return true;
    }
}

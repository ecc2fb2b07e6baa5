using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>
/// Keeps the character buffers of JSON readers for the next one on the same thread; netstandard2.0 has no pool of its own. An answer is
/// read from beginning to end on one thread, and a text in it that is JSON itself meanwhile: two or three are in use at once.
/// </summary>
internal sealed class JsonBuffers : IArrayPool<char>
{
    private const int Usual = 4096;
    private const int Largest = 1 << 16;
    private const int Most = 4;

    [ThreadStatic]
    private static Stack<char[]>? _kept;

    private JsonBuffers()
    {
    }

    public static JsonBuffers Instance { get; } = new();

    public char[] Rent(int minimumLength) =>
        minimumLength <= Usual && _kept is { Count: > 0 } kept ? kept.Pop() : new char[Math.Max(minimumLength, Usual)];

    public void Return(char[]? array)
    {
        if (array is not { Length: >= Usual and <= Largest })
            return;
        var kept = _kept ??= new Stack<char[]>(Most);
        if (kept.Count < Most)
            kept.Push(array);
    }
}

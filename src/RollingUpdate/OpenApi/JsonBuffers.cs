using System;
using System.Collections.Concurrent;
using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>Keeps the character buffers of JSON readers for the next one; netstandard2.0 has no pool of its own.</summary>
internal sealed class JsonBuffers : IArrayPool<char>
{
    private const int Largest = 1 << 17;
    private const int Most = 16;
    private readonly ConcurrentBag<char[]> _kept = new();

    private JsonBuffers()
    {
    }

    public static JsonBuffers Instance { get; } = new();

    public char[] Rent(int minimumLength) =>
        _kept.TryTake(out var buffer) && buffer.Length >= minimumLength ? buffer : new char[Math.Max(minimumLength, 1024)];

    public void Return(char[]? array)
    {
        if (array is not null && array.Length <= Largest && _kept.Count < Most)
            _kept.Add(array);
    }
}

using System;
using System.Collections;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>Things by their id, kept in the order they were added.</summary>
internal sealed class Registry<T> : IEnumerable<T>
    where T : class
{
    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);
    private readonly List<T> _inOrder = new();
    private readonly Func<T, string> _id;

    public Registry(Func<T, string> id) => _id = id;

    public int Count => _inOrder.Count;

    public T Add(T item)
    {
        _byId.Add(_id(item), item);
        _inOrder.Add(item);
        return item;
    }

    public T? Find(string? id) => id != null && _byId.TryGetValue(id, out var item) ? item : null;

    public void Remove(T item)
    {
        if (_byId.Remove(_id(item)))
            _inOrder.Remove(item);
    }

    public IEnumerator<T> GetEnumerator() => _inOrder.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

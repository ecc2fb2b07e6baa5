namespace RollingUpdate.OpenApi;

/// <summary>One page of a list.</summary>
internal sealed class Page<T>
{
    public Page(T[] items, string? next)
    {
        Items = items;
        Next = string.IsNullOrEmpty(next) ? null : next;
    }

    public T[] Items { get; }

    /// <summary>What asks for the next page; null after the last.</summary>
    public string? Next { get; }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace RollingUpdate.OpenApi;

/// <summary>Reads a list page by page, the next one while the last is being worked on.</summary>
internal sealed class PageReader<T>
{
    private readonly Func<string?, CancellationToken, Task<Page<T>>> _fetch;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private Task<Page<T>>? _coming;
    private bool _started;

    /// <param name="fetch">Fetches the page that a token asks for; the first without one.</param>
    public PageReader(Func<string?, CancellationToken, Task<Page<T>>> fetch) => _fetch = fetch;

    /// <summary>Whether there may be another page: only then does <see cref="NextAsync"/> make a call.</summary>
    public bool MayHaveMore => !_started || _coming is not null;

    /// <summary>
    /// The next page's items, or null when there are no more. A service that repeats a token, or gives one with an empty page, would keep
    /// a trusting reader for ever: both end the list.
    /// </summary>
    public async Task<T[]?> NextAsync(CancellationToken cancellation)
    {
        if (!_started)
        {
            _started = true;
            _coming = _fetch(null, cancellation);
        }

        if (_coming is null)
            return null;
        var page = await _coming.ConfigureAwait(false);
        _coming = page.Next is { } token && page.Items.Length > 0 && _asked.Add(token) ? _fetch(token, cancellation) : null;
        return page.Items.Length > 0 ? page.Items : null;
    }

    public async Task<List<T>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<T>();
        while (await NextAsync(cancellation).ConfigureAwait(false) is { } items)
            all.AddRange(items);
        return all;
    }
}

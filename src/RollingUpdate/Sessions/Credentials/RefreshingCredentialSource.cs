using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Keeps what a fetcher gets and fetches anew before it ends, once for all who ask at the same time. Every call of a wait asks here first,
/// so a wait of hours never signs with what has ended.
/// </summary>
internal sealed class RefreshingCredentialSource : ICredentialSource
{
    /// <summary>How long before their end credentials are replaced: 180 s, as the CLI does.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(180);

    // What ends within minutes, or seems to because this machine's clock is ahead, is not fetched with every call.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);
    private readonly ICredentialFetcher _fetcher;
    private readonly IClock _clock;
    private readonly object _lock = new();
    private AccessCredential? _held;
    private DateTimeOffset _due;
    private SharedFetch? _fetch;

    /// <param name="fetcher">Gets them.</param>
    /// <param name="clock">By which they end.</param>
    /// <param name="kept">What somebody got before and wrote down.</param>
    public RefreshingCredentialSource(ICredentialFetcher fetcher, IClock clock, AccessCredential? kept = null)
    {
        _fetcher = fetcher;
        _clock = clock;
        if (kept?.ExpiresAt is not { } end || end <= clock.UtcNow + Margin)
            return;
        _held = kept;
        _due = end - Margin;
    }

    public string Source => _fetcher.Source;

    public AccessCredential? Known
    {
        get
        {
            lock (_lock)
                return _held;
        }
    }

    public Task<AccessCredential> GetAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return _held is not null && _clock.UtcNow < _due ? Task.FromResult(_held) : Join(null).WaitAsync(cancellation);
    }

    public async Task<AccessCredential?> RenewAsync(AccessCredential refused, CancellationToken cancellation)
    {
        SharedFetch fetch;
        lock (_lock)
        {
            // Somebody else was refused with it too, and has seen to it.
            if (_held is not null && !IsSame(_held, refused))
                return _held;
            fetch = Join(refused);
        }

        var renewed = await fetch.WaitAsync(cancellation).ConfigureAwait(false);
        return IsSame(renewed, refused) ? null : renewed;
    }

    // Called with the lock held.
    private SharedFetch Join(AccessCredential? refused)
    {
        if (_fetch is null || !_fetch.TryJoin())
        {
            _fetch = new SharedFetch(cancellation => FetchAsync(refused, cancellation));
            _fetch.TryJoin();
        }

        return _fetch;
    }

    private async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        try
        {
            var fetched = await _fetcher.FetchAsync(refused, cancellation).ConfigureAwait(false);
            Keep(fetched, fetched.ExpiresAt is { } end ? DueOf(end) : DateTimeOffset.MaxValue, cancellation);
            return fetched;
        }
        catch (Exception error) when (error is AliyunApiException or RollingUpdateException && refused is null && StillGood() is { } held)
        {
            // There are minutes left in which it can be tried again; an update is not given up for that. Once they have ended, the error is told.
            var due = DueOf(held.ExpiresAt!.Value);
            Keep(held, due < held.ExpiresAt ? due : held.ExpiresAt.Value, cancellation);
            return held;
        }
        finally
        {
            lock (_lock)
                if (!cancellation.IsCancellationRequested)
                    _fetch = null;
        }
    }

    private AccessCredential? StillGood() => Known is { ExpiresAt: { } end } held && end > _clock.UtcNow ? held : null;

    private void Keep(AccessCredential credential, DateTimeOffset due, CancellationToken cancellation)
    {
        lock (_lock)
        {
            // When it was given up, another fetch may have gone on since.
            if (cancellation.IsCancellationRequested)
                return;
            _held = credential;
            _due = due;
        }
    }

    private DateTimeOffset DueOf(DateTimeOffset end)
    {
        var now = _clock.UtcNow;
        var left = end - now;
        var pause = left > Margin + Margin ? left - Margin : TimeSpan.FromTicks(left.Ticks / 2);
        return now + (pause > ShortestPause ? pause : ShortestPause);
    }

    private static bool IsSame(AccessCredential one, AccessCredential other) =>
        one.AccessKeyId == other.AccessKeyId && one.SecurityToken == other.SecurityToken && one.AccessKeySecret == other.AccessKeySecret;
}

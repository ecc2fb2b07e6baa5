using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

public class RefreshingCredentialSourceTests
{
    private readonly VirtualClock _clock = new();

    [Fact]
    public async Task A_key_is_kept_until_three_minutes_before_its_end()
    {
        var fetcher = new Fetcher(n => Key(n, TimeSpan.FromHours(1)));
        var source = new RefreshingCredentialSource(fetcher, _clock);
        Assert.Null(source.Known);
        Assert.Equal("STS.1", (await source.GetAsync(default)).AccessKeyId);
        _clock.UtcNow += TimeSpan.FromMinutes(56);
        Assert.Equal("STS.1", (await source.GetAsync(default)).AccessKeyId);
        _clock.UtcNow += TimeSpan.FromMinutes(2);
        Assert.Equal("STS.2", (await source.GetAsync(default)).AccessKeyId);
        Assert.Equal("STS.2", source.Known!.AccessKeyId);
        Assert.Equal(2, fetcher.Count);
    }

    [Fact]
    public async Task All_who_ask_at_once_share_one_fetch()
    {
        var release = new TaskCompletionSource();
        var fetcher = new Fetcher(n => Key(n, TimeSpan.FromHours(1)), release.Task);
        var source = new RefreshingCredentialSource(fetcher, _clock);
        var all = Enumerable.Range(0, 50).Select(_ => source.GetAsync(default)).ToList();
        release.SetResult();
        Assert.All(await Task.WhenAll(all), credential => Assert.Equal("STS.1", credential.AccessKeyId));
        Assert.Equal(1, fetcher.Count);
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_the_fetch_to_the_others()
    {
        var release = new TaskCompletionSource();
        var fetcher = new Fetcher(n => Key(n, TimeSpan.FromHours(1)), release.Task);
        var source = new RefreshingCredentialSource(fetcher, _clock);
        using var stop = new CancellationTokenSource();
        var first = source.GetAsync(stop.Token);
        var second = source.GetAsync(default);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        release.SetResult();
        Assert.Equal("STS.1", (await second).AccessKeyId);
        Assert.Equal(1, fetcher.Count);
    }

    [Fact]
    public async Task When_the_last_one_is_cancelled_the_fetch_is_given_up_and_the_next_begins_anew()
    {
        var release = new TaskCompletionSource();
        var fetcher = new Fetcher(n => Key(n, TimeSpan.FromHours(1)), release.Task);
        var source = new RefreshingCredentialSource(fetcher, _clock);
        using var stop = new CancellationTokenSource();
        var only = source.GetAsync(stop.Token);
        await fetcher.Begun.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
        await fetcher.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        release.SetResult();
        Assert.Equal("STS.2", (await source.GetAsync(default)).AccessKeyId);
    }

    [Fact]
    public async Task A_refused_key_is_renewed_once_for_all_who_were_refused_with_it()
    {
        var fetcher = new Fetcher(n => Key(n, TimeSpan.FromHours(1)));
        var source = new RefreshingCredentialSource(fetcher, _clock);
        var refused = await source.GetAsync(default);
        var renewed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => source.RenewAsync(refused, default)));
        Assert.All(renewed, credential => Assert.Equal("STS.2", credential!.AccessKeyId));
        Assert.Equal(2, fetcher.Count);
        Assert.Same(refused, fetcher.Refused.Last());
    }

    [Fact]
    public async Task There_is_nothing_to_renew_when_the_same_comes_again()
    {
        var source = new RefreshingCredentialSource(new Fetcher(_ => Key(1, null)), _clock);
        Assert.Null(await source.RenewAsync(await source.GetAsync(default), default));
    }

    [Fact]
    public async Task What_fails_while_the_key_is_still_good_is_tried_again_and_told_only_at_its_end()
    {
        var fails = true;
        var fetcher = new Fetcher(n => n > 1 && fails ? throw new RollingUpdateException(ErrorKind.NotAuthenticated, "X", "m", "a") : Key(n, TimeSpan.FromHours(1)));
        var source = new RefreshingCredentialSource(fetcher, _clock);
        await source.GetAsync(default);
        _clock.UtcNow += TimeSpan.FromMinutes(58);
        Assert.Equal("STS.1", (await source.GetAsync(default)).AccessKeyId);
        Assert.Equal("STS.1", (await source.GetAsync(default)).AccessKeyId);
        Assert.Equal(2, fetcher.Count);
        _clock.UtcNow += TimeSpan.FromMinutes(1.5);
        Assert.Equal("STS.1", (await source.GetAsync(default)).AccessKeyId);
        Assert.Equal(3, fetcher.Count);
        _clock.UtcNow += TimeSpan.FromMinutes(1);
        await Assert.ThrowsAsync<RollingUpdateException>(() => source.GetAsync(default));
        fails = false;
        Assert.Equal("STS.5", (await source.GetAsync(default)).AccessKeyId);
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(0.01)]
    public async Task A_key_that_seems_to_end_at_once_is_not_fetched_with_every_call(double hours)
    {
        // A credentials URI that tells an old time, or a clock of this machine that is ahead.
        var fetcher = new Fetcher(n => Key(n, TimeSpan.FromHours(hours)));
        var source = new RefreshingCredentialSource(fetcher, _clock);
        for (var call = 0; call < 10; call++)
            await source.GetAsync(default);
        Assert.Equal(1, fetcher.Count);
        _clock.UtcNow += TimeSpan.FromMinutes(1);
        await source.GetAsync(default);
        Assert.Equal(2, fetcher.Count);
    }

    private AccessCredential Key(int number, TimeSpan? life) =>
        new($"STS.{number}", $"secret-{number}", $"token-{number}", life is { } time ? _clock.UtcNow + time : null);

    private sealed class Fetcher(Func<int, AccessCredential> fetch, Task? release = null) : ICredentialFetcher
    {
        private int _count;

        public int Count => _count;

        public List<AccessCredential?> Refused { get; } = [];

        public TaskCompletionSource Begun { get; } = new();

        public TaskCompletionSource Cancelled { get; } = new();

        public string Source => "a test";

        public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
        {
            var number = Interlocked.Increment(ref _count);
            Refused.Add(refused);
            Begun.TrySetResult();
            try
            {
                if (release is not null)
                    await release.WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                Cancelled.TrySetResult();
                throw;
            }

            return fetch(number);
        }
    }
}

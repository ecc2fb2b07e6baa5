using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>
/// What completers have read, kept for some seconds, since Tab is pressed again and again. A reading that takes longer than an admin
/// waits at a Tab key goes on for a while, so that the next Tab finds what it brought.
/// </summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan KeepFound = TimeSpan.FromSeconds(10);

    // A failure is kept for less: the simulator may have been started meanwhile.
    private static readonly TimeSpan KeepFailed = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(10);
    private static readonly ConditionalWeakTable<SessionProvider, CompletionCache> Caches = new();
    private readonly Dictionary<string, Reading> _readings = new();

    /// <summary>How long a Tab waits at most, in real time.</summary>
    public TimeSpan TimeBox { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>The cache of a runspace's sessions.</summary>
    public static CompletionCache Of(SessionProvider sessions) => Caches.GetOrCreateValue(sessions);

    /// <summary>What was found, or as much of it as came in time.</summary>
    /// <param name="key">What is read, and for whom.</param>
    /// <param name="clock">By which it grows old.</param>
    /// <param name="read">Reads it, telling each candidate as it comes.</param>
    public IReadOnlyList<Candidate> Get(string key, IClock clock, Func<Action<Candidate>, CancellationToken, Task> read)
    {
        foreach (var old in _readings.Where(entry => entry.Value.IsOld(clock.Elapsed)).Select(entry => entry.Key).ToList())
            _readings.Remove(old);
        if (!_readings.TryGetValue(key, out var reading))
            _readings[key] = reading = new Reading(clock.Elapsed, read);
        return reading.Wait(TimeBox);
    }

    private sealed class Reading
    {
        private readonly ConcurrentQueue<Candidate> _found = new();
        private readonly TimeSpan _begun;
        private readonly Task _work;

        public Reading(TimeSpan now, Func<Action<Candidate>, CancellationToken, Task> read)
        {
            _begun = now;
            _work = Task.Run(async () =>
            {
                using var limit = new CancellationTokenSource(LongestReading);
                await read(_found.Enqueue, limit.Token).ConfigureAwait(false);
            });
        }

        public bool IsOld(TimeSpan now) => _work.IsCompleted && now - _begun >= (_work.Status == TaskStatus.RanToCompletion ? KeepFound : KeepFailed);

        /// <summary>Unlike a wait for the work itself, this one does not throw what went wrong in it.</summary>
        public Candidate[] Wait(TimeSpan timeBox)
        {
            Task.WaitAny(new[] { _work }, timeBox);
            return _found.ToArray();
        }
    }
}

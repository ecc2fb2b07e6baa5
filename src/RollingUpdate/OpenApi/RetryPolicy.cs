using System;

namespace RollingUpdate.OpenApi;

/// <summary>How often a call is sent and how long is waited in between: exponential with jitter, or as long as the service asks.</summary>
internal sealed class RetryPolicy
{
    private readonly TimeSpan _firstDelay;
    private readonly TimeSpan _longestRetryAfter;

    public RetryPolicy(int maxAttempts, TimeSpan firstDelay, TimeSpan longestRetryAfter)
    {
        MaxAttempts = maxAttempts;
        _firstDelay = firstDelay;
        _longestRetryAfter = longestRetryAfter;
    }

    /// <summary>Five attempts in four to eight seconds; the cap of a minute on <c>x-acs-retry-after</c> is the aliyun CLI's.</summary>
    public static RetryPolicy Default { get; } =
        new(5, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(60));

    /// <summary>One attempt: for who would rather know at once than surely.</summary>
    public static RetryPolicy Never { get; } = new(1, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>How many times a call is sent at most.</summary>
    public int MaxAttempts { get; }

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">What the service asked for.</param>
    /// <param name="random">From 0 to 1: the jitter.</param>
    public TimeSpan DelayAfter(int attempt, TimeSpan? retryAfter, double random)
    {
        if (retryAfter is { } asked)
            return asked < _longestRetryAfter ? asked : _longestRetryAfter;
        var full = _firstDelay.TotalMilliseconds * Math.Pow(2, attempt - 1);
        // Half fixed, half random: many clients that were refused together do not come back together.
        return TimeSpan.FromMilliseconds((full / 2) + (full / 2 * random));
    }
}

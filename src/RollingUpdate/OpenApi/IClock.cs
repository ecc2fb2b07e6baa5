using System;
using System.Threading;
using System.Threading.Tasks;

namespace RollingUpdate.OpenApi;

/// <summary>The time the module lives by. Tests put a virtual one in its place, so that hours of waiting take no time.</summary>
internal interface IClock
{
    /// <summary>Wall-clock time, for signatures and expiry of credentials.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Monotonic time since an arbitrary start: never jumps, so it measures waits and time-outs.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Waits.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task DelayAsync(TimeSpan delay, CancellationToken cancellation);
}

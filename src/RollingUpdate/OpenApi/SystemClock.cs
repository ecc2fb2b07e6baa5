using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace RollingUpdate.OpenApi;

/// <summary>The machine's own clock.</summary>
internal sealed class SystemClock : IClock
{
    private static readonly Stopwatch Started = Stopwatch.StartNew();

    private SystemClock()
    {
    }

    public static SystemClock Instance { get; } = new();

    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public TimeSpan Elapsed => Started.Elapsed;

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => Task.Delay(delay, cancellation);
}

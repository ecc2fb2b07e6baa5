using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>Waits in real time for what another thread or another process does, and fails when it does not come, rather than to wait for ever.</summary>
internal static class Eventually
{
    /// <summary>Far more than anything takes, on a busy machine too.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Looks again and again until it is so.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="what">The same in words, for the failure.</param>
    public static async Task IsTrueAsync(Func<bool> isSo, string what)
    {
        for (var watch = Stopwatch.StartNew(); !isSo(); await Task.Delay(5))
            Assert.True(watch.Elapsed < Limit, $"After {Limit.TotalSeconds:0} s it is still not so: {what}.");
    }

    /// <summary>Waits for a process to end; one that does not is killed, with what it started.</summary>
    public static async Task HasEndedAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{process.StartInfo.FileName} has not ended after {Limit.TotalSeconds:0} s.");
        }
    }
}

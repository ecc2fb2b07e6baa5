using System;

namespace RollingUpdate.Simulator.Engine;

/// <summary>How often and when a waiting task asks again.</summary>
internal sealed class RetryRule
{
    private readonly Func<int, TimeSpan> _delay;

    private RetryRule(int retries, Func<int, TimeSpan> delay)
    {
        Retries = retries;
        _delay = delay;
    }

    /// <summary>The rule of EnterStandby and ExitStandby: every 10 s, up to 30 times.</summary>
    public static RetryRule Standby { get; } = new(30, _ => TimeSpan.FromSeconds(10));

    /// <summary>The rule of a wait that says nothing else: 10 times after 2, 4, 8 … seconds.</summary>
    public static RetryRule Usual { get; } = Exponential(10);

    /// <summary>The rule of waits for a command: 20 times after 2, 4, 8 … seconds, 30 minutes at most each.</summary>
    public static RetryRule Command { get; } = Exponential(20);

    public int Retries { get; }

    /// <summary>The wait before a retry, counted from 1.</summary>
    public TimeSpan Delay(int retry) => _delay(retry);

    private static RetryRule Exponential(int retries) => new(retries, n => TimeSpan.FromSeconds(Math.Min(1800, Math.Pow(2, n))));
}

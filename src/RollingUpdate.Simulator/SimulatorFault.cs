using System;

namespace RollingUpdate.Simulator;

/// <summary>A scripted fault of an API action: it lets some calls pass, strikes a number of times, and counts both.</summary>
public sealed class SimulatorFault
{
    /// <summary>A fault that strikes once, at the next call of the action.</summary>
    /// <param name="action">The action's name; <c>*</c> and <c>?</c> match as in file names, case is ignored.</param>
    /// <param name="kind">What happens to the call.</param>
    public SimulatorFault(string action, SimulatorFaultKind kind)
    {
        Action = action ?? throw new ArgumentNullException(nameof(action));
        Kind = kind;
    }

    /// <summary>The action, or a pattern of actions.</summary>
    public string Action { get; }

    /// <summary>What happens to the call.</summary>
    public SimulatorFaultKind Kind { get; }

    /// <summary>How many calls are struck.</summary>
    public int Count { get; set; } = 1;

    /// <summary>How many matching calls pass first.</summary>
    public int Skip { get; set; }

    /// <summary>Only calls with this key are struck; null means all.</summary>
    public string? AccessKeyId { get; set; }

    /// <summary>For Throttle: the wait told in the header x-acs-retry-after (which is in milliseconds); null sends no header.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>For Slow: how late the answer is, in real time.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The HTTP status of the answer; null takes the usual one of the kind.</summary>
    public int? HttpStatus { get; set; }

    /// <summary>The error code of the answer; null takes the usual one of the kind.</summary>
    public string? Code { get; set; }

    /// <summary>The error message of the answer; null takes the usual one of the kind.</summary>
    public string? Message { get; set; }

    /// <summary>How often it has struck.</summary>
    public int Fired { get; private set; }

    /// <summary>Whether it has struck as often as it should.</summary>
    public bool IsUsedUp => Fired >= Count;

    private int Passed { get; set; }

    /// <summary>Whether it strikes this call; counts the call either way.</summary>
    internal bool Strikes(string action, string? accessKeyId)
    {
        if (IsUsedUp || (AccessKeyId != null && AccessKeyId != accessKeyId) || !Wildcard.IsMatch(Action, action))
            return false;
        if (Passed < Skip)
        {
            Passed++;
            return false;
        }

        Fired++;
        return true;
    }
}

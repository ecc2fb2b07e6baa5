using System;

namespace RollingUpdate.Simulator;

/// <summary>How a simulator starts.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>How many simulated seconds pass in a real second; 60 by default. Not used when <see cref="Step"/> or <see cref="Frozen"/> is set.</summary>
    public double Speed { get; set; } = 60;

    /// <summary>How far each request moves the simulated clock; null lets real time move it.</summary>
    public TimeSpan? Step { get; set; }

    /// <summary>Whether only <see cref="AliyunSimulator.Advance"/> moves the simulated clock.</summary>
    public bool Frozen { get; set; }

    /// <summary>The simulated time at the start; null takes the real time.</summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>The instances of the default scaling group; 5 by default.</summary>
    public int InstanceCount { get; set; } = 5;

    /// <summary>The region of the default group, and of calls that name none; cn-hangzhou by default.</summary>
    public string RegionId { get; set; } = "cn-hangzhou";

    /// <summary>The id of the simulated account.</summary>
    public string AccountId { get; set; } = "1234567890123456";

    /// <summary>The same seed and the same order of events give the same ids.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Whether requests with an old date or a used nonce are refused; true by default.</summary>
    public bool CheckFreshness { get; set; } = true;

    /// <summary>How far the gateway's clock, and its Date header, is ahead of the real time; negative is behind.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>
    /// How many items a loop of a template takes; 1,000 by default, which is what the documentation of OOS loops allows. A loop over more fails
    /// before it begins. Larger values are for measuring, and rehearse nothing that the service would do.
    /// </summary>
    public int LoopItemLimit { get; set; } = 1000;

    /// <summary>Whether a batch pause comes after the last batch too. The services' pages do not tell; false by default.</summary>
    public bool PauseAfterLastBatch { get; set; }
}

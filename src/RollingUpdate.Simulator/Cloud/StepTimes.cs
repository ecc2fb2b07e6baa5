using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>How long things take, in simulated time: of the order seen in the cloud, short enough for a rehearsal.</summary>
internal static class StepTimes
{
    /// <summary>One call the engine makes: the call itself and the engine's own work around it.</summary>
    public static readonly TimeSpan ApiCall = TimeSpan.FromSeconds(1);

    /// <summary>From StopInstance to Stopped, an ordinary shutdown of the operating system.</summary>
    public static readonly TimeSpan Stop = TimeSpan.FromSeconds(20);

    /// <summary>From StartInstance to Running.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(25);

    /// <summary>From ReplaceSystemDisk to a usable disk.</summary>
    public static readonly TimeSpan ReplaceDisk = TimeSpan.FromSeconds(30);

    /// <summary>What Cloud Assistant needs to bring any command to an instance and run it.</summary>
    public static readonly TimeSpan Command = TimeSpan.FromSeconds(3);

    /// <summary>Installing or removing a package.</summary>
    public static readonly TimeSpan Package = TimeSpan.FromSeconds(20);

    /// <summary>Downloading a file.</summary>
    public static readonly TimeSpan Download = TimeSpan.FromSeconds(5);

    /// <summary>Restarting the containers of a container group.</summary>
    public static readonly TimeSpan Containers = TimeSpan.FromSeconds(15);

    /// <summary>Starting or releasing instances by a scaling activity.</summary>
    public static readonly TimeSpan ScalingActivity = TimeSpan.FromSeconds(40);
}

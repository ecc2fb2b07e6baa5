using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>The simulators that Start-AliyunSimulator started, by the runspace it ran in.</summary>
internal static class StartedSimulators
{
    private static readonly object Gate = new();
    private static readonly List<KeyValuePair<Guid, AliyunSimulator>> Started = new();

    public static void Add(AliyunSimulator simulator)
    {
        lock (Gate)
            Started.Add(new(CurrentRunspace, simulator));
    }

    /// <summary>Those of the current runspace that still answer, oldest first.</summary>
    public static IReadOnlyList<AliyunSimulator> Current()
    {
        lock (Gate)
            return Started.Where(s => s.Key == CurrentRunspace && s.Value.IsRunning).Select(s => s.Value).ToList();
    }

    public static void Remove(AliyunSimulator simulator)
    {
        lock (Gate)
            Started.RemoveAll(s => s.Value == simulator);
    }

    /// <summary>Stops all of the current runspace.</summary>
    public static void StopAll()
    {
        foreach (var simulator in Current())
        {
            simulator.Stop();
            Remove(simulator);
        }
    }

    private static Guid CurrentRunspace => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;
}

using System;
using RollingUpdate.Simulator;

namespace RollingUpdate.Benchmarks.Servers;

/// <summary>The simulator in a process of its own, until the standard input is closed.</summary>
internal static class SimulatorServer
{
    public static void Run()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true });
        Console.WriteLine($"{simulator.Endpoint} {simulator.AccessKeyId} {new System.Net.NetworkCredential("", simulator.AccessKeySecret).Password}");
        Console.In.ReadToEnd();
    }
}

using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace RollingUpdate.Benchmarks.Measuring;

/// <summary>What some work took: time on the wall, time of the processor in this process, and bytes allocated in it.</summary>
internal readonly record struct Cost(double Microseconds, double CpuMicroseconds, double Bytes)
{
    /// <summary>The cost of one of several calls that the work makes.</summary>
    public static async Task<Cost> OfAsync(int calls, Func<int, Task> work)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work(calls).ConfigureAwait(false);
        watch.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Cost(watch.Elapsed.TotalMicroseconds / calls, cpu.TotalMicroseconds / calls, (double)bytes / calls);
    }
}

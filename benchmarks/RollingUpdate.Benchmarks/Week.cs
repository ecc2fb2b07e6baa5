using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Benchmarks.Measuring;
using RollingUpdate.Tests;

namespace RollingUpdate.Benchmarks;

/// <summary>
/// A session that stays open for a simulated week and waits an hour every hour: what is alive, open and scheduled at the end of the second
/// day and of the seventh.
/// </summary>
internal static class Week
{
    private const int HoursADay = 24;
    private const double MostGrowthKiB = 64;

    public static Task RunAsync()
    {
        using var server = new ChildProcess("serve-simulator");
        var words = server.ReadLine().Split(' ');
        var clock = new VirtualClock();
        using var engine = new Engine(new Uri(words[0]), words[1], new System.Net.NetworkCredential("", words[2]).SecurePassword, clock);
        var id = (string)engine.Run("(Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'sleep 9999999').ExecutionId")[0].BaseObject;

        // Ignored, a time-out does not stay in $Error, which keeps 256 of them.
        void WaitAnHour()
        {
            engine.Run("param($Id) $null = Wait-OosExecution $Id -Timeout 3600 -PollingInterval 60 -ErrorAction Ignore; $null = Get-OosExecution -Status Running", id);
            clock.ForgetDelays();
        }

        // Two days until all is loaded that is loaded once.
        for (var hour = 0; hour < 2 * HoursADay; hour++)
            WaitAnHour();
        var first = Usage.Now();
        for (var hour = 2 * HoursADay; hour < 7 * HoursADay; hour++)
            WaitAnHour();
        var last = Usage.Now();
        var grown = (last.Bytes - first.Bytes) / 1024.0;
        Figures.Row("A week of hourly waits: live memory, day 7 against day 2", $"{last.Bytes / 1024:N0} KiB", $"{first.Bytes / 1024:N0} KiB", $"{grown:+0;-0;0} KiB", $"< +{MostGrowthKiB} KiB", grown < MostGrowthKiB);
        Row("open handles", last.Handles, first.Handles);
        Row("timers", last.Timers, first.Timers);
        Row("work items waiting", last.Pending, first.Pending);
        return Task.CompletedTask;

        static void Row(string what, long last, long first) => Figures.Row(
            $"A week of hourly waits: {what}", last.ToString(CultureInfo.InvariantCulture), first.ToString(CultureInfo.InvariantCulture), "", "no growth", last <= first);
    }

    private readonly record struct Usage(long Bytes, long Handles, long Timers, long Pending)
    {
        public static Usage Now()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return new Usage(GC.GetTotalMemory(forceFullCollection: true), CountHandles(), Timer.ActiveCount, FewestPending());
        }

        // One that is on its way in just this moment is not one that stays.
        private static long FewestPending()
        {
            var fewest = long.MaxValue;
            for (var look = 0; look < 10 && fewest > 0; look++, Thread.Sleep(10))
                fewest = Math.Min(fewest, ThreadPool.PendingWorkItemCount);
            return fewest;
        }

        private static long CountHandles()
        {
            if (Directory.Exists("/proc/self/fd"))
                return Directory.GetFiles("/proc/self/fd").Length;
            using var process = Process.GetCurrentProcess();
            return process.HandleCount;
        }
    }
}

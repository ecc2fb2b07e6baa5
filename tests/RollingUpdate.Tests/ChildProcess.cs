using System;
using System.Diagnostics;
using System.IO;
using RollingUpdate.Tests.Sessions;

namespace RollingUpdate.Tests;

/// <summary>This assembly as a process of its own, for what only another process can show: locks between processes, and being killed.</summary>
internal static class ChildProcess
{
    /// <summary>Runs one of the jobs a test starts by name.</summary>
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case [nameof(ProfileWriters.AddProfiles), var path, var prefix, var count]:
                ProfileWriters.AddProfiles(path, prefix, int.Parse(count, null));
                return 0;
            case [nameof(ProfileWriters.ChangeForever), var path, var name]:
                ProfileWriters.ChangeForever(path, name);
                return 0;
            default:
                return 2;
        }
    }

    /// <summary>Starts a job in another process.</summary>
    public static Process Start(params string[] arguments)
    {
        // The tests run in the dotnet host or, under some runners, in a host of their own.
        var dotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(dotnet) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}

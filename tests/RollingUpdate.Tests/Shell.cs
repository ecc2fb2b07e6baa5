using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using RollingUpdate.Cmdlets;
using RollingUpdate.Sessions;
using RollingUpdate.Simulator;
using RollingUpdate.Tests.Sessions;

namespace RollingUpdate.Tests;

/// <summary>
/// PowerShell itself with the built module imported, signed in to a simulator over HTTP. Time is virtual: what a cmdlet waits, the
/// simulated cloud goes on by.
/// </summary>
internal sealed class Shell : IDisposable
{
    public const string GroupId = "asg-bp18p2yfxow2dloq";
    public const string OldImage = "aliyun_2_1903_x64_20G_alibase_20200324.vhd";
    public const string NewImage = "aliyun_2_1903_x64_20G_alibase_20200529.vhd";
    private readonly Runspace _runspace;

    public Shell(SimulatorOptions? options = null, bool connect = true)
    {
        options ??= new SimulatorOptions();
        options.Frozen = true;
        Simulator = AliyunSimulator.Start(options);
        Home = new TemporaryHome();
        Home.Clock.OnDelay = Simulator.Advance;
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([ManifestPath]);
        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
        Provider = new SessionProvider(Home.Environment);
        RunspaceSessions.Set(_runspace, Provider);
        if (connect)
            Connect();
    }

    public static string ManifestPath => Path.Combine(SharedFiles.RepositoryRoot, "RollingUpdate.psd1");

    public static string SimulatorManifestPath => Path.Combine(SharedFiles.RepositoryRoot, "src", "RollingUpdate.Simulator", "RollingUpdate.Simulator.psd1");

    public AliyunSimulator Simulator { get; }

    public TemporaryHome Home { get; }

    public RecordingHost Host { get; } = new();

    public SessionProvider Provider { get; }

    public void Connect() => Provider.Connect(new ConnectRequest
    {
        AccessKeyId = Simulator.AccessKeyId,
        AccessKeySecret = Simulator.AccessKeySecret,
        RegionId = Simulator.RegionId,
        Endpoint = Simulator.Endpoint,
    });

    /// <summary>Runs a script to its end and keeps all its streams.</summary>
    public ShellResult Run(string script, object? input = null)
    {
        using var shell = Prepare(script, input);
        Exception? terminating = null;
        var output = new List<PSObject>();
        try
        {
            output.AddRange(shell.Invoke());
        }
        catch (RuntimeException error)
        {
            terminating = error;
        }

        return new ShellResult(output, shell.Streams, terminating);
    }

    /// <summary>A script ready to be begun, for tests that stop it.</summary>
    public PowerShell Prepare(string script, object? input = null)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript("param($In) " + script).AddArgument(input);
        return shell;
    }

    /// <summary>What the Tab key offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(_runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText).ToList();
    }

    /// <summary>The calls that changed something, by action.</summary>
    public IReadOnlyList<string> MutatingCalls => Simulator.Calls.Where(call => call.Mutating).Select(call => call.Action).ToList();

    public void Dispose()
    {
        _runspace.Dispose();
        Simulator.Dispose();
        Home.Dispose();
    }
}

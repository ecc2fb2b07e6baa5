using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using RollingUpdate.Cmdlets;
using RollingUpdate.Oos;
using RollingUpdate.Sessions;
using RollingUpdate.Simulator;
using RollingUpdate.Tests.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Help;

/// <summary>
/// Where the examples of help pages and docs run: both modules in the engine, a simulator on loopback, the profiles that examples name,
/// and the updates behind the ids that examples use.
/// </summary>
internal sealed class ExampleShell : IDisposable
{
    private const string Group = "asg-bp18p2yfxow2dloq";

    // A scaling group of container groups; made ready only where a text names it.
    private const string ContainerGroup = "asg-bp1containergroups";

    // An id of a text stands for an update in a certain state. Each is made ready only where a text names it.
    private static readonly Dictionary<string, string> Cast = new()
    {
        // An image update that succeeded.
        ["exec-83dba59be77d430"] = $"Start-EssRollingUpdate {Group} -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -BatchNumber 2 -Wait",
        // A package update that succeeded.
        ["exec-f4e61f2f21fe490"] = $"Start-EssRollingUpdate {Group} -PackageName wordpress -PackageVersion v4 -BatchNumber 2 -Wait",
        // A script update that runs.
        ["exec-40e2e17ef7e04"] = $"$u = Start-EssRollingUpdate {Group} -Script 'df -h' -RollbackScript 'df -h' -BatchNumber 2; (Get-AliyunSimulator).Advance('00:00:05'); $u",
        // A script update that pauses after its first batch.
        ["exec-5ad2c7d9e1f04b2"] = $"Start-EssRollingUpdate {Group} -Script 'df -h' -RollbackScript 'df -h' -BatchPauseOption FirstBatchPause | Wait-OosExecution -Until Waiting",
        // A script update that failed at one instance.
        ["exec-9b1c4e70ad2f4c8"] = $"$null = Add-AliyunSimulatorFault -InstanceId (Get-AliyunSimulator).Instances[0].InstanceId -Step RunCommand; Start-EssRollingUpdate {Group} -Script 'df -h' -RollbackScript 'df -h' -Wait -ErrorAction SilentlyContinue",
        // A script update that pauses because one instance failed.
        ["exec-6e0f31d8c4b94a7"] = $"$null = Add-AliyunSimulatorFault -InstanceId (Get-AliyunSimulator).Instances[0].InstanceId -Step RunCommand; Start-EssRollingUpdate {Group} -Script 'df -h' -RollbackScript 'df -h' -FailureAction Pause | Wait-OosExecution -Until Waiting",
    };

    private readonly RecordingHost _host = new();
    private readonly TemporaryHome _home = new();
    private readonly Runspace _runspace;

    public ExampleShell()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Shell.ManifestPath, Shell.SimulatorManifestPath]);
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(_home.Variables["HOME"]);
        Simulator = (AliyunSimulator)Assert.Single(Run("Start-AliyunSimulator -Frozen").WithoutErrors().Output).BaseObject;
        _home.Clock.OnDelay = Simulator.Advance;
        _home.Write(Profiles());
        _host.Answers["AccessKeySecret"] = Simulator.AccessKeySecret;
        RunspaceSessions.Set(_runspace, new SessionProvider(_home.Environment));
        // Nobody sits here to be asked; a script that means to be asked says so itself.
        Run("$global:ConfirmPreference = 'None'").WithoutErrors();
        // Read-Host is no core cmdlet; what an example reads from the keyboard is always a secret.
        Run("function global:Read-Host([string] $Prompt, [switch] $AsSecureString) { (Get-AliyunSimulator).AccessKeySecret }").WithoutErrors();
    }

    public AliyunSimulator Simulator { get; }

    /// <summary>The profiles, as the file has them.</summary>
    public string Config => File.ReadAllText(_home.Environment.ConfigPath);

    /// <summary>Runs a text that names ids of the cast, in the state they stand for.</summary>
    public ShellResult Perform(string text)
    {
        if (text.Contains(ContainerGroup, StringComparison.Ordinal))
        {
            Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "api", ScalingGroupId = ContainerGroup, GroupType = "ECI", InstanceCount = 3 });
            Simulator.SetContainers(ContainerGroup, """{ "Name": "web", "Image": "registry/web:1" }""");
        }

        foreach (var (id, preparation) in Cast)
            if (text.Contains(id, StringComparison.Ordinal))
                text = text.Replace(id, Run(preparation).Output.Select(item => item.BaseObject).OfType<OosExecution>().Last().ExecutionId, StringComparison.Ordinal);
        return Run(text);
    }

    public void Dispose()
    {
        Run("Stop-AliyunSimulator");
        _runspace.Dispose();
        _home.Dispose();
    }

    // As `aliyun configure` writes them, but that they lead to the simulator.
    private string Profiles()
    {
        string Profile(string name) => $$"""
            { "name": "{{name}}", "mode": "AK", "access_key_id": "{{Simulator.AccessKeyId}}",
              "access_key_secret": "{{new NetworkCredential("", Simulator.AccessKeySecret).Password}}", "region_id": "{{Simulator.RegionId}}", "endpoint": "{{Simulator.Endpoint}}" }
            """;
        return $$"""{ "current": "default", "profiles": [{{Profile("default")}}, {{Profile("prod")}}] }""";
    }

    private ShellResult Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        try
        {
            return new ShellResult([.. shell.Invoke()], shell.Streams, null);
        }
        catch (RuntimeException error)
        {
            return new ShellResult([], shell.Streams, error);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>One group, one update, and what goes wrong with them: all of it drawn from one seed.</summary>
internal sealed class Storm
{
    private static readonly string[] Processes = ["ScaleIn", "ScaleOut", "HealthCheck", "AlarmNotification", "ScheduledAction"];
    private static readonly SimulatorFaultKind[] NetworkFaults = [SimulatorFaultKind.Drop, SimulatorFaultKind.LoseReply, SimulatorFaultKind.ServerError, SimulatorFaultKind.Throttle, SimulatorFaultKind.Malformed];
    private readonly Shell _shell;
    private readonly int _seed;
    private readonly Random _random;
    private readonly List<string> _story = new();
    private readonly string _group;
    private readonly string _kind;
    private readonly string[] _steps;
    private bool _byCli;
    private string[] _suspended;
    private readonly Dictionary<string, string?> _states;

    public Storm(Shell shell, int seed, string[] kinds, string[] steps)
    {
        _shell = shell;
        _seed = seed;
        _steps = steps;
        _random = new Random(seed);
        _kind = Pick(kinds);
        // What the CLI starts resumes all processes, and nobody knows which were suspended before.
        _byCli = Chance(0.2);
        _suspended = Processes.Where(_ => Chance(0.2) && !_byCli).ToArray();
        var size = Chance(0.85) ? _random.Next(9) : _random.Next(61);
        _group = Simulator.AddScalingGroup(new SimulatedScalingGroupSettings
        {
            ScalingGroupName = $"storm{seed}",
            InstanceCount = size,
            ProtectedCount = _random.Next(3),
            StandbyCount = _random.Next(3),
            AttachedCount = _random.Next(2),
            ImageId = Shell.OldImage,
            GroupType = _kind == "ContainerGroup" ? "ECI" : "ECS",
            SuspendedProcesses = _suspended,
        }).ScalingGroupId;
        if (_kind == "ContainerGroup")
            Simulator.SetContainers(_group, """{"Name":"web","Image":"registry/web:1"}""");
        _states = Simulator.InstancesOf(_group).ToDictionary(instance => instance.InstanceId, instance => instance.LifecycleState);
        if (_kind == "Package" && Chance(0.7))
            foreach (var id in _states.Keys)
                Simulator.SetInstancePackage(id, "wordpress", Chance(0.9) ? "v3" : "v2");
    }

    private AliyunSimulator Simulator => _shell.Simulator;

    private string Configuration => Simulator.ScalingGroups.Single(group => group.ScalingGroupId == _group).ActiveScalingConfigurationId!;

    public void Rage()
    {
        try
        {
            if (Start() is { } update)
            {
                Meddle(update);
                if (Chance(0.6))
                    RollBack(update);
            }

            Simulator.ClearFaults();
            Settle();
            // The time between an accident and the admin who finds it.
            Simulator.Advance(TimeSpan.FromMinutes(_random.Next(120)));
            Check(Repair());
            Assert.DoesNotContain(Repair(), error => !error.StartsWith("RepairNeedsDecision", StringComparison.Ordinal));
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Seed {_seed}: {error.Message}\n{string.Join("\n", _story)}", error);
        }
    }

    /// <summary>Several updates in a row, some of nothing, with others' history between them; after a repair an admin changes this and that.</summary>
    public void RageOn()
    {
        try
        {
            // What the CLI starts resumes what the admin suspended, by its own parameters.
            _byCli = false;
            for (var round = _random.Next(2, 5); round > 0; round--)
            {
                UpdateOnce();
                if (Chance(0.3))
                    UpdateNothing();
                if (Chance(0.3))
                    AddHistory();
                if (!Chance(0.5))
                    continue;
                Check(Repair());
                ChangeAsAdmin();
            }

            Check(Repair());
            Assert.DoesNotContain(Repair(), error => !error.StartsWith("RepairNeedsDecision", StringComparison.Ordinal));
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Seed {_seed}, in a row: {error.Message}\n{string.Join("\n", _story)}", error);
        }
    }

    private void UpdateOnce()
    {
        // Only this round's is taken back: the template's rollback knows nothing of what the admin did since an older one.
        var known = Own().Select(execution => execution.ExecutionId).ToHashSet();
        Start();
        if (Own().Find(execution => !known.Contains(execution.ExecutionId)) is { } update)
        {
            Meddle(update.ExecutionId);
            if (Chance(0.4))
                RollBack(update.ExecutionId);
        }

        Simulator.ClearFaults();
        Settle();
    }

    private void UpdateNothing()
    {
        var before = Simulator.InstancesOf(_group).ToDictionary(instance => instance.InstanceId, instance => instance.LifecycleState);
        foreach (var id in before.Keys)
            Simulator.SetInstanceLifecycleState(id, "Standby");
        _story.Add("  # all instances are in Standby for an update of nothing");
        Run($"{ModuleStart()} -Force");
        Settle();
        foreach (var (id, state) in before)
            Simulator.SetInstanceLifecycleState(id, state!);
    }

    private void AddHistory()
    {
        var count = _random.Next(300);
        Simulator.AddExecutionHistory("asg-other", count);
        _story.Add($"  # {count} updates of another group");
    }

    private void ChangeAsAdmin()
    {
        var more = Processes.Where(process => Chance(0.4) && !_suspended.Contains(process)).ToArray();
        if (Chance(0.3))
            more = Processes.Except(_suspended).ToArray();
        if (more.Length > 0)
            Run($"Suspend-EssProcess {_group} {string.Join(", ", more)}");
        _suspended = [.. _suspended, .. more];
        foreach (var instance in Simulator.InstancesOf(_group))
        {
            var state = instance.LifecycleState switch { "InService" when Chance(0.2) => "Standby", "Standby" when Chance(0.2) => "InService", "Protected" when Chance(0.2) => "InService", var same => same };
            if (state != instance.LifecycleState)
                _story.Add($"  # the admin makes {instance.InstanceId} {state}");
            Simulator.SetInstanceLifecycleState(instance.InstanceId, state!);
            _states[instance.InstanceId] = state;
        }
    }

    private string? Start()
    {
        BreakInstances();
        BreakNetwork();
        Run(_byCli ? CliStart() : ModuleStart());
        return Own().FirstOrDefault()?.ExecutionId;
    }

    private string CliStart()
    {
        var (template, arguments) = _kind switch
        {
            "Image" => ("ReplaceSystemDiskInScalingGroup", $"imageId = '{Shell.NewImage}'; scalingConfigurationId = '{Configuration}'; sourceImageId = '{Shell.OldImage}'"),
            "Script" => ("RunCommandInScalingGroup", "invokeScript = 'echo 1'; rollbackScript = 'echo 2'"),
            "File" => ("DownloadFileAndRunCommand", "invokeSourcePath = 'https://files.example.com/2.tgz'; invokeDestinationDir = '/opt'; rollbackSourcePath = 'https://files.example.com/1.tgz'; rollbackDestinationDir = '/opt'; invokeScript = 'echo 1'; rollbackScript = 'echo 2'"),
            "OssFile" => ("DownloadOSSFileAndRunCommand", "invokeBucketName = 'b'; invokeObjectName = '2.tgz'; invokeDestinationDir = '/opt'; rollbackBucketName = 'b'; rollbackObjectName = '1.tgz'; rollbackDestinationDir = '/opt'"),
            "ContainerGroup" => ("UpdateContainerGroup", $"containerConfigure = @(@{{ Name = 'web'; Image = 'registry/web:2' }}); sourceContainerConfigure = @(@{{ Name = 'web'; Image = 'registry/web:1' }}); scalingConfigurationId = '{Configuration}'"),
            _ => ("ConfigureOOSPackage", "packageName = 'wordpress'; packageVersion = 'v4'"),
        };
        return $"Start-OosExecution ACS-ESS-RollingUpdateBy{template} @{{ invokeType = 'invoke'; scalingGroupId = '{_group}'; batchNumber = {_random.Next(1, 7)}; {arguments} }}";
    }

    private string ModuleStart()
    {
        var arguments = _kind switch
        {
            "Image" => $"-ImageId {Shell.NewImage} -MaxErrors {Pick("0", "0", "1", "3")}",
            "Script" => "-Script 'echo 1' -RollbackScript 'echo 2'",
            "File" => "-SourceUri https://files.example.com/2.tgz -RollbackSourceUri https://files.example.com/1.tgz -DestinationPath /opt -Script 'echo 1' -RollbackScript 'echo 2'",
            "OssFile" => "-BucketName releases -ObjectName 2.tgz -RollbackObjectName 1.tgz -DestinationPath /opt",
            "ContainerGroup" => "-Container @{ Name = 'web'; Image = 'registry/web:2' }",
            _ => "-PackageName wordpress -PackageVersion v4",
        };
        arguments += $" -BatchNumber {_random.Next(1, 7)} -BatchPauseOption {Pick("Automatic", "FirstBatchPause", "EveryBatchPause")}";
        // A rollback by itself waits, and what hangs is waited for in vain.
        arguments += Pick("", " -FailureAction Pause", " -FailureAction Rollback -Timeout 7200");
        if (Chance(0.4) && _kind is "Image" or "Script" or "Package")
            arguments += " -LifecycleState InService,Protected";
        return $"Start-EssRollingUpdate {_group} {arguments}";
    }

    // Time goes by, and an admin does this and that.
    private void Meddle(string id)
    {
        for (var turn = 0; turn < 8; turn++)
        {
            Simulator.Advance(TimeSpan.FromSeconds(_random.Next(120)));
            if (Chance(0.1))
                Simulator.ScaleOut(_group, _random.Next(1, 3));
            var status = Simulator.FindExecution(id)!.Status;
            if (Chance(0.1))
                BreakInstances();
            if (status == "Waiting")
                Run(Chance(0.15) ? $"Stop-OosExecution {id} -Confirm:$false" : $"Resume-OosExecution {id} -Action {Pick("Approve", "Retry", "Skip")} -Confirm:$false");
            else if (status == "Running" && Chance(0.12))
                Run($"Stop-OosExecution {id} -Confirm:$false");
        }

        if (Chance(0.5))
            Run($"Wait-OosExecution {id} -Until Waiting -Timeout 7200");
    }

    private void RollBack(string id)
    {
        if (Chance(0.3))
            BreakInstances();
        var arguments = Pick("", " -Wait -Timeout 7200", " -BatchNumber 1") + (_kind == "Package" && Chance(0.5) ? " -PackageVersion v3" : "");
        Run($"Start-EssRollback {id}{arguments} -Confirm:$false");
        Simulator.Advance(TimeSpan.FromSeconds(_random.Next(600)));
        foreach (var execution in Own().Where(execution => execution.Status == "Running" && Chance(0.1)))
            Run($"Stop-OosExecution {execution.ExecutionId} -Confirm:$false");
    }

    // Nothing is under way any more: what waits or hangs is cancelled.
    private void Settle()
    {
        Simulator.Advance(TimeSpan.FromHours(3));
        foreach (var execution in Own().Where(execution => execution.Status is "Running" or "Waiting" or "Started"))
            Run($"Stop-OosExecution {execution.ExecutionId} -Confirm:$false");
        Simulator.Advance(TimeSpan.FromMinutes(5));
    }

    private List<string> Repair() => Run($"Repair-EssScalingGroup {_group} -Confirm:$false");

    private void Check(List<string> errors)
    {
        var told = string.Join("\n", errors);
        var group = Simulator.ScalingGroups.Single(candidate => candidate.ScalingGroupId == _group);
        Assert.Equal(_suspended.Order(), group.SuspendedProcesses.Order());
        var instances = Simulator.InstancesOf(_group);
        foreach (var instance in instances)
        {
            if (_states.TryGetValue(instance.InstanceId, out var before) && before != instance.LifecycleState)
                Assert.Fail($"{instance.InstanceId} was {before} and is {instance.LifecycleState}");
            if (!_states.ContainsKey(instance.InstanceId))
                Assert.Equal("InService", instance.LifecycleState);
            Assert.Equal("Running", instance.Status);
        }

        var image = Simulator.ScalingConfigurations.Single(configuration => configuration.ScalingConfigurationId == Configuration).ImageId;
        // What is left out (in Standby, protected, attached) keeps its image by the admin's own choice.
        var updatable = instances.Where(instance => instance.CreationType == "AutoCreated" && instance.LifecycleState == "InService").ToList();
        if (updatable.Count > 0 && updatable.Exists(instance => instance.ImageId != image))
            Assert.Contains(Configuration, told, StringComparison.Ordinal);
    }

    private List<SimulatedExecution> Own() =>
        Simulator.Executions.Where(execution => execution.Parameters.Contains(_group, StringComparison.Ordinal)).ToList();

    private void BreakInstances()
    {
        var ids = Simulator.InstancesOf(_group).Select(instance => instance.InstanceId).ToList();
        for (var fault = _random.Next(3); fault > 0 && ids.Count > 0; fault--)
        {
            var broken = new SimulatorInstanceFault(ids[_random.Next(ids.Count)], Pick(_steps))
            {
                Count = _random.Next(1, 4),
                Outcome = Chance(0.1) ? SimulatorInstanceFaultOutcome.Hang : SimulatorInstanceFaultOutcome.Fail,
            };
            Simulator.AddInstanceFault(broken);
            _story.Add($"  # {broken.InstanceId} {broken.Outcome} at {broken.Step} x{broken.Count}");
        }
    }

    private void BreakNetwork()
    {
        if (!Chance(0.4))
            return;
        var fault = new SimulatorFault("*", Pick(NetworkFaults)) { Count = _random.Next(1, 4), Skip = _random.Next(25) };
        Simulator.AddFault(fault);
        _story.Add($"  # {fault.Kind} x{fault.Count} after {fault.Skip} calls");
    }

    private List<string> Run(string command)
    {
        _story.Add("  " + command);
        var result = _shell.Run(command);
        var errors = result.Errors.Select(error => $"{error.FullyQualifiedErrorId.Split(',')[0]}: {error.ErrorDetails?.Message ?? error.ToString()} {error.ErrorDetails?.RecommendedAction}").ToList();
        if (result.Terminating is { } terminating)
            errors.Add(terminating.Message);
        errors.ForEach(error => _story.Add("    ! " + error.Replace("\n", " ", StringComparison.Ordinal)));
        foreach (var warning in result.Warnings)
            _story.Add("    ? " + warning);
        return errors;
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
}

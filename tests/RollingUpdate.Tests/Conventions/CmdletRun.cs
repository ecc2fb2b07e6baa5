using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using RollingUpdate.Simulator;

namespace RollingUpdate.Tests.Conventions;

/// <summary>A cmdlet at work against the simulator: what has to be there before ($S), and the line that is typed.</summary>
/// <param name="Cmdlet">Its name.</param>
/// <param name="Command">The line; $G is the id of the scaling group, $Simulator the simulator.</param>
/// <param name="Setup">What gives $S.</param>
internal sealed record CmdletRun(string Cmdlet, string Command, string Setup = "")
{
    private const string Done = "Start-EssRollingUpdate $G -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -Wait";
    private const string Paused = "Start-EssRollingUpdate $G -Script 'echo 1' -RollbackScript 'echo 2' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting";
    private const string Cancelled = Paused + " | Stop-OosExecution -Confirm:$false -PassThru -WarningAction SilentlyContinue";

    public static IReadOnlyList<CmdletRun> All { get; } =
    [
        new("Connect-Aliyun", "$Simulator | Connect-Aliyun"),
        new("Disconnect-Aliyun", "Disconnect-Aliyun"),
        new("Get-AliyunSession", "Get-AliyunSession"),
        new("Get-AliyunCallerIdentity", "Get-AliyunCallerIdentity"),
        new("Get-AliyunRegion", "Get-AliyunRegion cn-*"),
        new("Get-EssScalingGroup", "Get-EssScalingGroup; Get-EssScalingGroup -ScalingGroupId $G"),
        new("Get-EssScalingInstance", "Get-EssScalingInstance $G -Include Image, Package"),
        new("Get-EssScalingConfiguration", "Get-EssScalingConfiguration $G"),
        new("Get-EssRollingUpdatePlan", "Get-EssRollingUpdatePlan $G -Script 'echo 1' -BatchNumber 2 -WarningAction SilentlyContinue"),
        new("Get-EssRollingUpdate", "Get-EssRollingUpdate $G; $S | ForEach-Object ExecutionId | ForEach-Object { Get-EssRollingUpdate -ExecutionId $_ }", Done),
        new("Get-EssRollingUpdateInstance", "$S | Get-EssRollingUpdateInstance -Coverage", Done),
        new("Start-EssRollingUpdate", "Start-EssRollingUpdate $G -Script 'echo 1' -RollbackScript 'echo 2'"),
        new("Start-EssRollingUpdate", "Start-EssRollingUpdate $G -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -Wait"),
        new("Start-EssRollback", "$S | Start-EssRollback", Done),
        new("Repair-EssScalingGroup", "Repair-EssScalingGroup $G", Cancelled),
        new("Suspend-EssProcess", "Suspend-EssProcess $G -PassThru"),
        new("Resume-EssProcess", "Resume-EssProcess $G -PassThru", "$Simulator.SuspendProcesses($G, @('ScaleIn'))"),
        new("Get-OosExecution", "Get-OosExecution; $S | Get-OosExecution", Done),
        new("Get-OosExecutionLog", "$S | Get-OosExecutionLog", Done),
        new("Get-OosTaskExecution", "$S | Get-OosTaskExecution -IncludeLoopItem", Done),
        new("Get-OosTemplate", "Get-OosTemplate *RollingUpdate*; Get-OosTemplate ACS-ESS-RollingUpdateByRunCommandInScalingGroup"),
        new("Start-OosExecution", "Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup @{ invokeType = 'invoke'; scalingGroupId = $G; invokeScript = 'echo 1' }"),
        new("Wait-OosExecution", "$S | Wait-OosExecution", "Start-EssRollingUpdate $G -Script 'echo 1'"),
        new("Resume-OosExecution", "$S | Resume-OosExecution -PassThru", Paused),
        new("Stop-OosExecution", "$S | Stop-OosExecution -PassThru -WarningAction SilentlyContinue", Paused),
        new("Remove-OosExecution", "$S | Remove-OosExecution", Done),
        new("Add-AliyunSimulatorFault", "$Simulator | Add-AliyunSimulatorFault StartExecution Drop; $Simulator | Add-AliyunSimulatorFault -InstanceId i-* -Step RunCommand"),
        new("Get-AliyunSimulatorCall", "$null = Get-EssScalingGroup; $Simulator | Get-AliyunSimulatorCall"),
    ];

    /// <summary>The modules' cmdlets by name.</summary>
    public static IReadOnlyDictionary<string, Type> Cmdlets { get; } = new[] { typeof(RollingUpdateException).Assembly, typeof(AliyunSimulator).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsDefined(typeof(CmdletAttribute)))
        .ToDictionary(type => $"{type.GetCustomAttribute<CmdletAttribute>()!.VerbName}-{type.GetCustomAttribute<CmdletAttribute>()!.NounName}");

    /// <summary>A shell in which the command can be run.</summary>
    public Shell Prepare()
    {
        var shell = new Shell();
        shell.Run($"Import-Module '{Shell.SimulatorManifestPath}'").WithoutErrors();
        shell.Run("$global:Simulator = $In; $global:G = 'asg-bp18p2yfxow2dloq'", shell.Simulator).WithoutErrors();
        if (Setup.Length > 0)
            shell.Run($"$global:S = {Setup}").WithoutErrors();
        shell.Simulator.ClearCalls();
        return shell;
    }

    public override string ToString() => Command;
}

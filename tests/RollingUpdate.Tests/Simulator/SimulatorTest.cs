using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;

namespace RollingUpdate.Tests.Simulator;

/// <summary>A simulator with a frozen clock, and what the tests do with it again and again.</summary>
public abstract class SimulatorTest : IDisposable
{
    protected const string GroupId = "asg-bp18p2yfxow2dloq";
    protected const string OldImage = "aliyun_2_1903_x64_20G_alibase_20200324.vhd";
    protected const string NewImage = "aliyun_2_1903_x64_20G_alibase_20200529.vhd";
    protected const string ImageTemplate = "ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup";
    protected const string ScriptTemplate = "ACS-ESS-RollingUpdateByRunCommandInScalingGroup";
    protected const string PackageTemplate = "ACS-ESS-RollingUpdateByConfigureOOSPackage";
    protected static readonly string[] AllProcesses = ["ScaleIn", "ScaleOut", "HealthCheck", "AlarmNotification", "ScheduledAction"];

    protected SimulatorTest(SimulatorOptions? options = null)
    {
        Simulator = AliyunSimulator.Start(options ?? new SimulatorOptions { Frozen = true });
        Client = new SimulatorClient(Simulator);
    }

    protected AliyunSimulator Simulator { get; }

    private protected SimulatorClient Client { get; }

    protected SimulatedScalingGroup Group => Simulator.ScalingGroups.Single(g => g.ScalingGroupId == GroupId);

    protected SimulatedScalingConfiguration Configuration => Simulator.ScalingConfigurations.Single(c => c.ScalingConfigurationId == Group.ActiveScalingConfigurationId);

    public void Dispose()
    {
        Client.Dispose();
        Simulator.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts an execution and gives its id.</summary>
    protected string Start(string template, object parameters, params (string Name, object? Value)[] more)
    {
        (string, object?)[] all = [("RegionId", "cn-hangzhou"), ("TemplateName", template), ("Parameters", JObject.FromObject(parameters)), .. more];
        return (string)Client.Call("oos", "StartExecution", all)["Execution"]!["ExecutionId"]!;
    }

    protected string StartImage(int batchNumber = 2, string batchPauseOption = "Automatic", string mode = "Automatic") =>
        Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, imageId = NewImage, scalingConfigurationId = Configuration.ScalingConfigurationId, batchNumber, batchPauseOption }, ("Mode", mode));

    protected string StartScript(string script, int batchNumber = 2, string batchPauseOption = "Automatic", string mode = "Automatic") =>
        Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, invokeScript = script, batchNumber, batchPauseOption }, ("Mode", mode));

    /// <summary>Lets a simulated day pass.</summary>
    protected void Finish() => Simulator.Advance(TimeSpan.FromDays(1));

    /// <summary>An execution as ListExecutions gives it.</summary>
    protected JObject Execution(string id) => (JObject)Client.Call("oos", "ListExecutions", ("ExecutionId", id))["Executions"]!.Single();

    protected string Status(string id) => Simulator.FindExecution(id)!.Status;

    /// <summary>The instances of an update, those that went well and those that failed.</summary>
    protected (int Total, int Success, int Failed) Counters(string id)
    {
        var counters = Execution(id)["Counters"]!;
        return ((int)counters["Total"]!, (int)counters["Success"]!, (int)counters["Failed"]!);
    }

    protected JObject[] Children(string id) =>
        Client.Call("oos", "ListExecutions", ("ParentExecutionId", id), ("MaxResults", 100), ("SortOrder", "Ascending"))["Executions"]!.Cast<JObject>().ToArray();

    protected void Notify(string id, string type, string? taskExecutionId = null) =>
        Client.Call("oos", "NotifyExecution", ("ExecutionId", id), ("NotifyType", type), ("TaskExecutionId", taskExecutionId));

    protected string[] LifecycleStates() => Simulator.InstancesOf(GroupId).Select(i => i.LifecycleState!).ToArray();

    protected int CountOf(string lifecycleState) => LifecycleStates().Count(s => s == lifecycleState);
}

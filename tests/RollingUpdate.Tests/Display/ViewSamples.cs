using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions;
using RollingUpdate.Sts;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Coverage;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Policies;
using RollingUpdate.Updates.Repair;

namespace RollingUpdate.Tests.Display;

/// <summary>Objects as an admin meets them, the awkward ones too: long texts, line breaks, escape sequences, nothing where there may be nothing.</summary>
internal static class ViewSamples
{
    private const string Group = "asg-bp18p2yfxow2dloq";
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow - TimeSpan.FromHours(84);

    public static IReadOnlyDictionary<Type, object[]> All { get; } = new object[][]
    {
        [Success, Failed, Waiting, Other],
        [Task("CheckForDuplicateRollingUpdate", "Success", null), Task("BatchUpdate", "Failed", "Task failed.\nInstance i-bp1oe5y3zhn1473bjbzv did not answer in time.")],
        [new OosCurrentTask { TaskName = "BatchUpdate", TaskAction = "ACS::ECS::ReplaceSystemDisk", TaskExecutionId = "task-exec-1f2e3d4c5b6a79880716" }],
        [
            new OosLogEntry { ExecutionId = Success.ExecutionId, Timestamp = Start, LogType = "System", Message = "Execution started." },
            new OosLogEntry { ExecutionId = Success.ExecutionId, Timestamp = Start, LogType = "System", Message = string.Concat(Enumerable.Repeat("A long line is read to its end. ", 6)) },
        ],
        [
            new OosTemplate { TemplateName = "ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup", TemplateVersion = "v12", ShareType = "Public", TemplateType = "Automation", Description = "Update the instances of a scaling group\nby replacing their system disks", UpdatedDate = Start },
            new OosTemplate { TemplateName = "wordpress", TemplateVersion = "v4", ShareType = "Private", TemplateType = "Package" },
        ],
        [
            new OosTemplateParameter { Name = "scalingGroupId", Type = "String", Required = true, Description = "The ID of the scaling group." },
            new OosTemplateParameter { Name = "enterProcess", Type = "List", DefaultValue = new object[] { "ScaleIn", "ScaleOut", "HealthCheck", "AlarmNotification", "ScheduledAction" }, Description = "The processes to suspend." },
        ],
        [
            new EssScalingGroup { ScalingGroupId = Group, ScalingGroupName = "web", LifecycleState = "Active", TotalInstanceCount = 5, ActiveCapacity = 5, MaxSize = 20, RegionId = "cn-hangzhou" },
            new EssScalingGroup { ScalingGroupId = "asg-bp1ffogfdauy0jw0****", ScalingGroupName = "a name that is longer than its column", LifecycleState = "Inactive", TotalInstanceCount = 1000, ActiveCapacity = 993, StandbyCapacity = 7, MinSize = 1000, MaxSize = 2000, SuspendedProcesses = ["ScaleIn", "ScaleOut", "HealthCheck", "AlarmNotification", "ScheduledAction"] },
            new EssScalingGroup { ScalingGroupId = "asg-2", ScalingGroupName = "", LifecycleState = "Active", SuspendedProcesses = ["ScaleIn", "AlarmNotification"] },
        ],
        [
            new EssScalingInstance { InstanceId = "i-bp1oe5y3zhn1473bjbzv", LifecycleState = "InService", HealthStatus = "Healthy", PrivateIpAddress = "192.168.100.200", ImageId = "aliyun_2_1903_x64_20G_alibase_20200529.vhd", Packages = new Dictionary<string, string> { ["wordpress"] = "v4" }, CreationTime = Start },
            new EssScalingInstance { InstanceId = "i-bp10muur30v8vha44dhd", LifecycleState = "Pending:Wait", HealthStatus = "Unhealthy", Packages = new Dictionary<string, string> { ["nginx"] = "v1", ["agent"] = "v12" } },
            new EssScalingInstance { InstanceId = "i-bp1jo50042a72xhtz4uo", LifecycleState = "Standby", ImageId = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", Packages = new Dictionary<string, string>() },
        ],
        [
            new EssScalingConfiguration { ScalingConfigurationId = "asc-bp1et2qekq3ojr33****", ScalingConfigurationName = "web-1", ScalingGroupId = Group, LifecycleState = "Active", GroupType = "ECS", InstanceType = "ecs.c7.16xlarge", ImageId = "aliyun_2_1903_x64_20G_alibase_20200529.vhd", CreationTime = Start, RegionId = "cn-hangzhou" },
            new EssScalingConfiguration { ScalingConfigurationId = "asc-bp16har3jpj6fjbx****", ScalingConfigurationName = "api-1", ScalingGroupId = Group, LifecycleState = "Inactive", GroupType = "ECI", Containers = [Container("web", "registry.cn-hangzhou.aliyuncs.com/shop/web:2"), Container("side", "side:1")] },
        ],
        [Container("web", "registry.cn-hangzhou.aliyuncs.com/shop/web:2"), Container("side", "side:1")],
        [new EssRollingUpdatePolicy(Enum.GetValues<RollingUpdateKind>(), EssPolicyPart.Caller), new EssRollingUpdatePolicy([RollingUpdateKind.Script], EssPolicyPart.All)],
        [new EssPolicyAction("ess:DescribeEciScalingConfigurations", "plan: the containers that new groups get"), new EssPolicyAction("ess:ResumeProcesses", "put right what was left: Repair-EssScalingGroup, Start-EssRollback -Wait; template: suspend and resume processes")],
        [EssRollingUpdate.From(Success)!, Repair(EssRollingUpdate.From(Failed)!), EssRollingUpdate.From(Waiting)!],
        [
            new EssInstanceUpdate { InstanceId = "i-bp1oe5y3zhn1473bjbzv", Batch = 1, Status = "Success", StartDate = Start, EndDate = Start.AddSeconds(211), Output = "install wordpress v4: success\nsecond line", Coverage = InstanceCoverage.Covered, ParentExecutionId = Success.ExecutionId },
            new EssInstanceUpdate { InstanceId = "i-bp10muur30v8vha44dhd", Batch = 2, Status = "Failed", StartDate = Start, EndDate = Start.AddSeconds(4), Error = "\u001b[31mThe command ended with exit code 1.\u001b[0m", Output = string.Concat(Enumerable.Repeat("a line of output\n", 40)), Coverage = InstanceCoverage.Failed, ParentExecutionId = Failed.ExecutionId },
            new EssInstanceUpdate { InstanceId = "i-bp1jo50042a72xhtz4uo", Status = "NotStarted", Coverage = InstanceCoverage.ScaledOutSince, CoverageDetail = "Added since, and not as the update would have made it." },
        ],
        [Plan],
        [
            new EssRollingUpdatePlanCheck("RunningUpdate", PlanCheckStatus.Passed, "No other update of the group is under way."),
            new EssRollingUpdatePlanCheck("Capacity", PlanCheckStatus.Failed, "All 5 instances would be out of service at once.") { RecommendedAction = "Give a larger -BatchNumber, or start it in spite of that with -Force.", CanForce = true },
        ],
        [.. Plan.Batches],
        [.. Plan.LeftOut],
        [
            new EssRepairStep { ScalingGroupId = Group, Action = RepairAction.ExitStandby, Status = RepairStatus.Done, InstanceId = "i-bp1oe5y3zhn1473bjbzv", ExecutionId = Failed.ExecutionId, Description = "The update left i-bp1oe5y3zhn1473bjbzv in Standby." },
            new EssRepairStep { ScalingGroupId = Group, Action = RepairAction.ResumeProcesses, Status = RepairStatus.Needed, Processes = ["ScaleIn", "ScaleOut", "HealthCheck"], Description = "Three processes are still suspended." },
            new EssRepairStep { ScalingGroupId = Group, Action = RepairAction.ModifyScalingConfiguration, Status = RepairStatus.Failed, ScalingConfigurationId = "asc-bp1et2qekq3ojr33****", Description = "New instances would get the image that failed." },
        ],
        [new AliyunSession { ProfileName = "prod", Mode = "AK", RegionId = "cn-hangzhou", AccessKeyId = "***dhn", Arn = "acs:ram::1234567890123456:user/ops", Source = "profile 'prod'", Endpoint = new Uri("http://127.0.0.1:8080/"), IsConnected = true }],
        [
            new AliyunProfile { ProfileName = "production-of-the-shop", Mode = "RamRoleArnWithRoleName", RegionId = "ap-northeast-1", IsCurrent = true, Credential = "acs:ram::1234567890123456:role/deploy", RamRoleArn = "acs:ram::1234567890123456:role/deploy", Network = AliyunNetwork.Vpc, Language = "zh" },
            new AliyunProfile { ProfileName = "dev", Mode = "StsToken", Credential = "***dhn", Problem = "It has no region.", ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1717740000) },
        ],
        [new AliyunRamUser { UserName = "clitest", UserId = "201014816613625302", DisplayName = "clitest", CreateDate = DateTimeOffset.FromUnixTimeSeconds(1717740000), Policies = ["AliyunECSFullAccess", "AliyunESSFullAccess", "AliyunOOSFullAccess", "AliyunOSSFullAccess"], AccessKey = "***dhn", ProfileName = "clitest", RegionId = "cn-hangzhou" }],
        [new AliyunCallerIdentity { AccountId = "1234567890123456", IdentityType = "AssumedRoleUser", Arn = "acs:ram::1234567890123456:assumed-role/deploy/session", UserId = "201014816613625302", PrincipalId = "201014816613625302" }],
        [new AliyunRegion { RegionId = "cn-shenzhen-finance-1", LocalName = "China (Shenzhen) Finance", RegionEndpoint = "ecs.cn-shenzhen-finance-1.aliyuncs.com" }],
    }.ToDictionary(items => items[0].GetType());

    private static OosExecution Success => Execution("exec-692704972fcea2d5a73b", "Success", "ReplaceSystemDiskInScalingGroup", "invoke", 5, 0, 211, null);

    private static OosExecution Failed => Execution("exec-892e484f51e61d1f5377", "Failed", "ConfigureOOSPackage", "rollback", 993, 7, 5025,
        "The task BatchUpdate failed.\nThe loop has more errors (7) than MaxErrors (0) allows. The instance i-bp1oe5y3zhn1473bjbzv did not answer.");

    private static OosExecution Waiting => Execution("exec-40e2e17ef7e04", "Waiting", "UpdateContainerGroup", "rollback", 3, 0, 190000, null);

    private static OosExecution Other => new()
    {
        ExecutionId = "exec-83dba59be77d430",
        Status = "ANewStatus",
        TemplateName = "ACS-ECS-BulkyStartInstances",
        StartDate = Start,
        Outputs = new Dictionary<string, object?> { ["nested"] = new Dictionary<string, object?> { ["a"] = 1L }, ["long"] = new string('x', 400) },
    };

    private static EssRollingUpdatePlan Plan => new()
    {
        ScalingGroupId = Group,
        ScalingGroupName = "web",
        Kind = RollingUpdateKind.ContainerGroup,
        Description = "Update 5 instances of web in 2 batches.",
        Checks = [new EssRollingUpdatePlanCheck("Instances", PlanCheckStatus.Warning, "One instance is left out.") { RecommendedAction = "Look at LeftOut." }],
        Batches = [new EssRollingUpdatePlanBatch { Number = 1, InstanceIds = ["i-bp1oe5y3zhn1473bjbzv", "i-bp10muur30v8vha44dhd", "i-bp1jo50042a72xhtz4uo"], InService = 2 }, new EssRollingUpdatePlanBatch { Number = 2, InstanceIds = ["i-bp1lobcj6zv2ctpbuvga", "i-bp1efjcdvbbot9zbd53y"], InService = 3 }],
        LeftOut = [new EssLeftOutInstance("i-bp1m4zx0kd3vyb6xl42p", "Standby", "It is in Standby.")],
        SuspendProcess = ["ScaleIn", "ScaleOut"],
        TemplateName = "ACS-ESS-RollingUpdateByUpdateContainerGroup",
        TemplateParameters = new Dictionary<string, object?> { ["scalingGroupId"] = Group, ["batchNumber"] = 2L },
        RegionId = "cn-hangzhou",
    };

    private static OosExecution Execution(string id, string status, string template, string invokeType, int succeeded, int failed, int seconds, string? message) => new()
    {
        ExecutionId = id,
        Status = status,
        StatusMessage = message,
        TemplateName = "ACS-ESS-RollingUpdateBy" + template,
        IsParent = true,
        StartDate = Start,
        EndDate = Start.AddSeconds(seconds),
        ExecutedBy = "admin",
        Mode = "Automatic",
        RegionId = "cn-hangzhou",
        Parameters = new Dictionary<string, object?> { ["scalingGroupId"] = Group, ["invokeType"] = invokeType, ["batchNumber"] = 2L, ["enterProcess"] = new object[] { "ScaleIn", "ScaleOut" } },
        Outputs = new Dictionary<string, object?> { ["commandOutputs"] = new object[] { "ok", "ok" } },
        Counters = new Dictionary<string, object?> { ["Total"] = (long)(succeeded + failed), ["Success"] = (long)succeeded, ["Failed"] = (long)failed },
        CurrentTasks = [new OosCurrentTask { TaskName = "BatchUpdate" }],
        Tags = new Dictionary<string, object?> { ["change"] = "CHG-17" },
    };

    private static OosTaskExecution Task(string name, string status, string? message) => new()
    {
        TaskName = name,
        Status = status,
        StatusMessage = message,
        ExecutionId = Success.ExecutionId,
        ChildExecutionId = message is null ? null : Failed.ExecutionId,
        LoopBatchNumber = message is null ? null : 12,
        StartDate = Start,
        EndDate = Start.AddMilliseconds(300),
    };

    private static EssContainer Container(string name, string image)
    {
        using var json = JsonReading.Open(new StringReader($$"""{ "Name": "{{name}}", "Image": "{{image}}", "Cpu": 0.5, "Memory": 2, "Args": ["-v", "--port=80"] }"""));
        json.Read();
        return EssContainer.Read(json)!;
    }

    private static EssRollingUpdate Repair(EssRollingUpdate update)
    {
        update.NeedsRepair = true;
        return update;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions;
using RollingUpdate.Simulator;
using RollingUpdate.Tests.Simulator;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Policies;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>
/// The least-privilege policies, proven by a RAM user who has nothing else: everything the module does with updates of a kind works, nothing
/// is denied to the cmdlets or to the template, and what the policy allows is used.
/// </summary>
public class PolicyTests
{
    private const string Eci = "asg-bp1containergroups";

    // Either of the two spellings is the one that RAM checks; the simulator checks one.
    private const string OtherSpelling = "ess:ExitStandBy";

    private static readonly Dictionary<RollingUpdateKind, string> Arguments = new()
    {
        [RollingUpdateKind.Image] = $"-ImageId {Shell.NewImage}",
        [RollingUpdateKind.Script] = "-Script 'echo 1' -RollbackScript 'echo 2'",
        [RollingUpdateKind.Package] = "-PackageName wordpress -PackageVersion v4",
        [RollingUpdateKind.File] = "-SourceUri https://x/b -DestinationPath /a -RollbackSourceUri https://x/a",
        [RollingUpdateKind.OssFile] = "-BucketName b -ObjectName b -DestinationPath /a -RollbackObjectName a",
        [RollingUpdateKind.ContainerGroup] = "-Container @{ Name = 'web'; Image = 'x:2' }",
    };

    // What fails on one instance, early enough to leave something.
    private static readonly Dictionary<RollingUpdateKind, string> Step = new()
    {
        [RollingUpdateKind.Image] = "ReplaceSystemDisk",
        [RollingUpdateKind.Script] = "RunCommand",
        [RollingUpdateKind.Package] = "ConfigurePackage",
        [RollingUpdateKind.File] = "DownloadFile",
        [RollingUpdateKind.OssFile] = "DownloadFile",
        [RollingUpdateKind.ContainerGroup] = "UpdateContainerGroup",
    };

    [Theory]
    [InlineData(RollingUpdateKind.Image)]
    [InlineData(RollingUpdateKind.Script)]
    [InlineData(RollingUpdateKind.Package)]
    [InlineData(RollingUpdateKind.File)]
    [InlineData(RollingUpdateKind.OssFile)]
    [InlineData(RollingUpdateKind.ContainerGroup)]
    public void Is_enough_for_all_that_the_module_and_the_template_do_and_allows_nothing_else(RollingUpdateKind kind)
    {
        using var shell = new Shell();
        shell.Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "eci", ScalingGroupId = Eci, GroupType = "ECI", InstanceCount = 2 });
        shell.Simulator.SetContainers(Eci, """{"Name":"web","Image":"x:1"}""");
        var launchTemplate = shell.Simulator.AddLaunchTemplate("web", Shell.OldImage);
        var template = shell.Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "template", LaunchTemplateId = launchTemplate, InstanceCount = 1 }).ScalingGroupId;
        var group = kind == RollingUpdateKind.ContainerGroup ? Eci : Shell.GroupId;
        var policy = shell.Run($"Get-EssRollingUpdatePolicy {kind}").Single<EssRollingUpdatePolicy>();
        // With an image update in its history, a group's configuration is looked at in every plan.
        if (kind is not (RollingUpdateKind.Image or RollingUpdateKind.ContainerGroup))
            shell.Run($"Start-EssRollingUpdate {group} {Arguments[RollingUpdateKind.Image]} -Wait -WarningAction SilentlyContinue").WithoutErrors();
        var earlier = shell.Simulator.Executions.Select(execution => execution.ExecutionId).ToHashSet();
        var key = ConnectAsUserWith(shell, policy.PolicyDocument);
        var start = $"Start-EssRollingUpdate {group} {Arguments[kind]} -WarningAction SilentlyContinue";
        var states = UpdatableInstances.HasLifecycleChoice(kind) ? "-LifecycleState InService, Protected" : "";
        shell.Simulator.ClearCalls();

        // A whole life: plan, gated update, rollback, coverage.
        shell.Run($"Get-EssRollingUpdatePlan {group} {Arguments[kind]}").WithoutErrors();
        shell.Run($"$u = {start} -BatchNumber 2 -Gate {{ $true }}; $u | Get-EssRollingUpdateInstance -Coverage; $u | Start-EssRollback -Wait -Confirm:$false -WarningAction SilentlyContinue").WithoutErrors();
        // One that fails on a protected instance and is put right, and one that is stopped while it runs and taken back.
        var broken = shell.Simulator.InstancesOf(group)[0].InstanceId;
        if (states.Length > 0)
            shell.Simulator.SetInstanceLifecycleState(broken, "Protected");
        shell.Simulator.AddInstanceFault(broken, Step[kind]);
        shell.Run($"{start} {states} -Wait").Error("ExecutionFailed");
        shell.Run($"Get-EssRollingUpdate {group}; Repair-EssScalingGroup {group} -Confirm:$false -ErrorAction SilentlyContinue").WithoutErrorsBut("RepairNeedsDecision");
        var running = shell.Run(start).Single<Oos.OosExecution>();
        // Long enough to come to an instance, without which there is nothing to take back.
        shell.Simulator.Advance(TimeSpan.FromSeconds(6));
        shell.Run("Start-EssRollback $In -Wait -Confirm:$false -WarningAction SilentlyContinue -FailureAction Stop", running.ExecutionId).WithoutErrors();
        if (kind == RollingUpdateKind.Image)
        {
            shell.Run($"Start-EssRollingUpdate {template} {Arguments[kind]} -Wait -WarningAction SilentlyContinue").WithoutErrors();
            LeaveStoppedAndRepair(shell, group, start);
        }

        Assert.Empty(shell.Simulator.Calls.Where(call => call.Code is "NoPermission" or "Forbidden.RAM").Select(call => call.Action));
        var used = shell.Simulator.Calls.Where(call => call.AccessKeyId == key).Select(call => $"{call.Product}:{call.Action}").Concat(CallsOfTheEngine(shell, earlier)).ToHashSet();
        Assert.Empty(used.Except(policy.Actions.Select(action => action.Action)));
        Assert.Equal([], policy.Actions.Select(action => action.Action).Except(used).Except([OtherSpelling]));
    }

    [Fact]
    public void Several_kinds_make_one_policy_and_a_role_takes_the_templates_part_of_it()
    {
        using var shell = new Shell();
        var both = shell.Run("'Image', 'Script' | Get-EssRollingUpdatePolicy").Single<EssRollingUpdatePolicy>();
        Assert.Equal([RollingUpdateKind.Image, RollingUpdateKind.Script], both.Kind);
        var caller = Actions(shell.Run("Get-EssRollingUpdatePolicy Script -Part Caller").Single<EssRollingUpdatePolicy>());
        var role = Actions(shell.Run("Get-EssRollingUpdatePolicy Script -Part Role").Single<EssRollingUpdatePolicy>());
        Assert.Contains("ram:PassRole", caller);
        Assert.DoesNotContain("ecs:RunCommand", caller);
        Assert.DoesNotContain("oos:StartExecution", role);
        Assert.Equal(Actions(shell.Run("Get-EssRollingUpdatePolicy Script").Single<EssRollingUpdatePolicy>()), caller.Union(role).Except(["ram:PassRole"]).Order(StringComparer.Ordinal));
        Assert.Equal(6, shell.Run("Get-EssRollingUpdatePolicy").Single<EssRollingUpdatePolicy>().Kind.Length);
        Assert.Empty(shell.Simulator.Calls);
    }

    [Fact]
    public void A_role_with_its_part_and_a_caller_with_the_other_run_an_update_together()
    {
        using var shell = new Shell();
        var role = shell.Run("Get-EssRollingUpdatePolicy Script -Part Role").Single<EssRollingUpdatePolicy>();
        // The simulator's roles may do what is not denied, so what is not in the policy is denied.
        string[] others = ["oos:Start*", "oos:Notify*", "oos:Cancel*", "oos:Generate*", "oos:ListTask*", "oos:Get*", "ess:DescribeScalingGroups", "ess:DescribeScalingActivities", "ess:Modify*", "ecs:Start*", "ecs:Stop*", "ecs:Replace*", "ecs:DescribeImages"];
        Assert.DoesNotContain(role.Actions, action => others.Any(other => action.Action.StartsWith(other.TrimEnd('*'), StringComparison.Ordinal)));
        shell.Simulator.AddRole("updater", others);
        ConnectAsUserWith(shell, shell.Run("Get-EssRollingUpdatePolicy Script -Part Caller").Single<EssRollingUpdatePolicy>().PolicyDocument);
        var result = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} {Arguments[RollingUpdateKind.Script]} -OosAssumeRole updater -Wait").Single<Oos.OosExecution>();
        Assert.Equal("Success", result.Status);
    }

    [Fact]
    public void The_start_is_allowed_for_the_templates_of_the_kinds_only()
    {
        using var shell = new Shell();
        var statements = JObject.Parse(shell.Run("Get-EssRollingUpdatePolicy File").Single<EssRollingUpdatePolicy>().PolicyDocument)["Statement"]!;
        var start = statements.Single(statement => statement["Action"]!.Any(action => (string?)action == "oos:StartExecution"));
        Assert.Equal(["acs:oos:*:*:template/ACS-ESS-RollingUpdateByDownloadFileAndRunCommand", "acs:oos:*:*:execution/*"], start["Resource"]!.Select(resource => (string?)resource));
    }

    [Fact]
    public void The_page_on_permissions_shows_the_same_policies_as_the_cmdlet()
    {
        using var shell = new Shell();
        var page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "permissions.md")).Replace("\r\n", "\n", StringComparison.Ordinal);
        foreach (var kind in Enum.GetValues<RollingUpdateKind>())
        {
            var policy = shell.Run($"Get-EssRollingUpdatePolicy {kind}").Single<EssRollingUpdatePolicy>();
            Assert.Contains($"```json\n{policy.PolicyDocument}\n```", page, StringComparison.Ordinal);
        }

        foreach (var action in shell.Run("Get-EssRollingUpdatePolicy").Single<EssRollingUpdatePolicy>().Actions)
            Assert.Contains($"| `{action.Action}` | {action.Purpose} |", page, StringComparison.Ordinal);
    }

    private static string[] Actions(EssRollingUpdatePolicy policy) => policy.Actions.Select(action => action.Action).ToArray();

    private static string ConnectAsUserWith(Shell shell, string document)
    {
        using var account = new SimulatorClient(shell.Simulator);
        account.Call("ram", "CreateUser", ("UserName", "updater"));
        account.Call("ram", "CreatePolicy", ("PolicyName", "rolling"), ("PolicyDocument", document));
        account.Call("ram", "AttachPolicyToUser", ("PolicyType", "Custom"), ("PolicyName", "rolling"), ("UserName", "updater"));
        var created = account.Call("ram", "CreateAccessKey", ("UserName", "updater"))["AccessKey"]!;
        using var probe = new SimulatorClient(shell.Simulator, (string)created["AccessKeyId"]!, (string)created["AccessKeySecret"]!);
        var secret = new System.Security.SecureString();
        foreach (var letter in probe.Secret)
            secret.AppendChar(letter);
        shell.Provider.Connect(new ConnectRequest { AccessKeyId = probe.AccessKeyId, AccessKeySecret = secret, RegionId = shell.Simulator.RegionId, Endpoint = shell.Simulator.Endpoint });
        return probe.AccessKeyId;
    }

    // An update that is cut off between StopInstance and StartInstance leaves the instance stopped.
    private static void LeaveStoppedAndRepair(Shell shell, string group, string start)
    {
        var running = shell.Run(start.Replace(Shell.NewImage, "m-bp1simulatedcustom01", StringComparison.Ordinal)).Single<Oos.OosExecution>();
        for (var steps = 0; steps < 600 && !shell.Simulator.InstancesOf(group).Any(instance => instance.Status == "Stopped"); steps++)
            shell.Simulator.Advance(TimeSpan.FromSeconds(1));
        shell.Run("Stop-OosExecution $In -Confirm:$false", running.ExecutionId).WithoutErrors();
        Assert.Contains(shell.Simulator.InstancesOf(group), instance => instance.Status == "Stopped");
        shell.Run($"Repair-EssScalingGroup {group} -Confirm:$false").WithoutErrorsBut("RepairNeedsDecision");
        Assert.All(shell.Simulator.InstancesOf(group), instance => Assert.Equal("Running", instance.Status));
    }

    // What the templates and their actions called, from the tasks of all executions and of their children.
    private static HashSet<string> CallsOfTheEngine(Shell shell, HashSet<string> earlier)
    {
        using var account = new SimulatorClient(shell.Simulator);
        var used = new HashSet<string>();
        var open = new Queue<string>(shell.Simulator.Executions.Select(execution => execution.ExecutionId).Except(earlier));
        while (open.TryDequeue(out var id))
        {
            foreach (var task in account.Call("oos", "ListTaskExecutions", ("ExecutionId", id), ("MaxResults", 100), ("IncludeChildTaskExecution", true))["TaskExecutions"]!)
            {
                if (JObject.Parse((string)task["Properties"]!) is { } properties && properties["API"] is { } api)
                    used.Add($"{((string)properties["Service"]!).ToLowerInvariant()}:{api}");
            }

            foreach (var child in shell.Simulator.ChildExecutions(id))
                open.Enqueue(child.ExecutionId);
        }

        return used;
    }
}

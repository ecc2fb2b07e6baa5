using System;
using System.Linq;
using System.Threading;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Tests.Simulator;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Repair;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>What an update left is found however much has happened since, and what an admin does after its repair is not taken for it.</summary>
public sealed class LeftoverTests : IDisposable
{
    private const string Script = Shell.GroupId + " -Script 'echo 1' -RollbackScript 'echo 2'";
    private readonly Shell _shell = new();
    private readonly string _first;

    public LeftoverTests() => _first = _shell.Simulator.InstancesOf(Shell.GroupId)[0].InstanceId;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Of_an_update_of_this_module_it_is_found_after_hundreds_of_updates_of_other_groups()
    {
        var failed = Fail();
        StartElsewhere(520);
        Assert.Contains(_shell.Run($"Get-EssRollingUpdatePlan {Script}").Single<EssRollingUpdatePlan>().Checks, check => check.Detail.Contains($"suspended since {failed}", StringComparison.Ordinal));
        Repair();
    }

    [Fact]
    public void Of_an_update_started_elsewhere_it_is_found_after_hundreds_of_updates_of_other_groups()
    {
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        using var client = new SimulatorClient(_shell.Simulator);
        StartByApi(client, Shell.GroupId);
        _shell.Simulator.Advance(TimeSpan.FromHours(1));
        StartElsewhere(520);
        Repair();
    }

    [Fact]
    public void It_is_found_after_many_updates_of_the_group_that_found_no_instance()
    {
        _shell.Simulator.AddInstanceFault("*", "RunCommand", count: 5);
        _shell.Run($"Start-EssRollingUpdate {Script} -BatchNumber 1 -Wait -WarningAction SilentlyContinue").Error("ExecutionFailed");
        foreach (var _ in Enumerable.Range(1, 12))
            _shell.Run($"Start-EssRollingUpdate {Script} -Force -Wait -WarningAction SilentlyContinue");
        Repair();
    }

    [Fact]
    public void Where_the_history_is_too_long_to_be_read_nothing_is_said_to_be_in_order()
    {
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        using var client = new SimulatorClient(_shell.Simulator);
        StartByApi(client, Shell.GroupId);
        _shell.Simulator.Advance(TimeSpan.FromHours(1));
        StartElsewhere(2_050);
        var check = Assert.Single(_shell.Run($"Get-EssRollingUpdatePlan {Script}").Single<EssRollingUpdatePlan>().Checks, check => check.Name == "LeftBehind");
        Assert.Equal(PlanCheckStatus.Warning, check.Status);
        Assert.Contains("Not all of the history was read", check.Detail, StringComparison.Ordinal);
        var repair = _shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        Assert.Contains(repair.Warnings, warning => warning.Contains("Not all of the history was read", StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_admin_suspends_after_a_repair_stays_suspended()
    {
        Fail();
        Repair();
        _shell.Run($"Suspend-EssProcess {Shell.GroupId} ScaleIn, ScaleOut, HealthCheck, AlarmNotification, ScheduledAction").WithoutErrors();
        Assert.Empty(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().Output);
        var update = _shell.Run($"Start-EssRollingUpdate {Script} -Wait").WithoutErrors();
        Assert.DoesNotContain(update.Warnings, warning => warning.Contains("will be resumed", StringComparison.Ordinal));
        Assert.Equal(5, _shell.Simulator.ScalingGroups.Single().SuspendedProcesses.Count);
    }

    [Fact]
    public void An_instance_that_an_admin_puts_into_Standby_after_a_repair_stays_there()
    {
        Fail();
        Repair();
        _shell.Simulator.SetInstanceLifecycleState(_first, "Standby");
        Assert.Empty(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().Output);
        Assert.Contains(_shell.Run($"Get-EssRollingUpdatePlan {Script}").Single<EssRollingUpdatePlan>().Checks, check => check is { Name: "LeftBehind", Status: PlanCheckStatus.Passed });
    }

    [Fact]
    public void A_repair_keeps_the_tags_that_the_update_had()
    {
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        _shell.Run($"Start-EssRollingUpdate {Script} -Tag @{{ change = 'CHG-1' }} -Wait -WarningAction SilentlyContinue").Error("ExecutionFailed");
        Repair();
        var update = _shell.Run("Get-OosExecution -Tag @{ change = 'CHG-1' }").Single<OosExecution>();
        Assert.Contains("rollingupdate:suspended", update.Tags.Keys);
    }

    [Fact]
    public void A_repair_that_may_not_be_recorded_is_done_and_says_so()
    {
        Fail();
        _shell.Simulator.DenyAction(_shell.Simulator.AccessKeyId, "oos:UpdateExecution");
        var repair = _shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        Assert.Contains(repair.Warnings, warning => warning.Contains("oos:UpdateExecution", StringComparison.Ordinal));
        Assert.Empty(_shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
    }

    [Theory]
    [InlineData("ListExecutions")]
    [InlineData("DescribeScalingActivities")]
    public void What_an_update_suspends_that_ends_while_the_next_is_planned_is_not_taken_for_an_admins_wish(string later)
    {
        _shell.Run($"Start-EssRollingUpdate {Script} -BatchNumber 1").WithoutErrors();
        for (var second = 0; second < 60 && _shell.Simulator.ScalingGroups.Single().SuspendedProcesses.Count == 0; second++)
            _shell.Simulator.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, _shell.Simulator.ScalingGroups.Single().SuspendedProcesses.Count);
        using var ended = new ManualResetEventSlim();
        // The group is read while the update runs, and the later calls after its end.
        using var gateway = new ChangingGateway(_shell.Simulator.Endpoint, answer =>
        {
            if (answer.Action == "DescribeScalingGroups" && !ended.IsSet)
            {
                _shell.Simulator.Advance(TimeSpan.FromHours(1));
                ended.Set();
            }

            return LoopbackServer.Json(answer.Body, answer.Status);
        }, action => Assert.True(action != later || ended.Wait(TimeSpan.FromSeconds(30))));
        gateway.Connect(_shell);

        var next = _shell.Run($"Start-EssRollingUpdate {Script} -Wait");

        if (next.Errors.Count > 0)
        {
            // It was seen running. Then nothing was planned, and it is typed again.
            next.Error("RollingUpdateInProgress");
            _shell.Run($"Start-EssRollingUpdate {Script} -Wait").WithoutErrors();
        }

        Assert.Equal(2, _shell.Simulator.Executions.Count(execution => execution.Status == "Success"));
        Assert.Empty(_shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
    }

    [Fact]
    public void A_process_that_is_suspended_between_plan_and_start_stops_the_start()
    {
        var suspended = false;
        using var gateway = new ChangingGateway(_shell.Simulator.Endpoint, answer =>
        {
            if (answer.Action == "GenerateExecutionPolicy" && !suspended)
            {
                suspended = true;
                // After the plan has read the group: its first read is answered long before all checks are.
                using var client = new SimulatorClient(_shell.Simulator);
                client.Call("ess", "SuspendProcesses", ("RegionId", _shell.Simulator.RegionId), ("ScalingGroupId", Shell.GroupId), ("Processes.1", "ScaleIn"));
            }

            return LoopbackServer.Json(answer.Body, answer.Status);
        }, action =>
        {
            // The check of permissions comes last.
            if (action == "GenerateExecutionPolicy")
                Eventually.IsTrueAsync(() => _shell.Simulator.Calls.Any(call => call.Action == "DescribeScalingInstances"), "the group was read").Wait();
        });
        gateway.Connect(_shell);
        var error = _shell.Run($"Start-EssRollingUpdate {Script}").Error("ScalingGroupChanged").AllText();
        Assert.Contains("ScaleIn", error, StringComparison.Ordinal);
        Assert.Empty(_shell.Simulator.Executions);
        _shell.Run($"Start-EssRollingUpdate {Script} -Wait").WithoutErrors();
        Assert.Equal(["ScaleIn"], _shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
    }

    private string Fail()
    {
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        var result = _shell.Run($"Start-EssRollingUpdate {Script} -Wait -WarningAction SilentlyContinue");
        result.Error("ExecutionFailed");
        return ((OosExecution)result.Output[^1].BaseObject).ExecutionId;
    }

    private void Repair()
    {
        Assert.Contains(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().All<EssRepairStep>(), step => step.Action == RepairAction.ResumeProcesses);
        Assert.Empty(_shell.Simulator.ScalingGroups.Single(group => group.ScalingGroupId == Shell.GroupId).SuspendedProcesses);
        Assert.All(_shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("InService", instance.LifecycleState));
    }

    // As another console or the CLI does, without tags.
    private void StartElsewhere(int count)
    {
        var other = _shell.Simulator.AddScalingGroup("other", 0).ScalingGroupId;
        using var client = new SimulatorClient(_shell.Simulator);
        for (var number = 0; number < count; number++)
            StartByApi(client, other);
        _shell.Simulator.Advance(TimeSpan.FromMinutes(10));
    }

    private static void StartByApi(SimulatorClient client, string groupId) => client.Call("oos", "StartExecution", ("TemplateName", "ACS-ESS-RollingUpdateByRunCommandInScalingGroup"),
        ("Parameters", new JObject { ["invokeType"] = "invoke", ["scalingGroupId"] = groupId, ["invokeScript"] = "echo 1" }.ToString()));
}

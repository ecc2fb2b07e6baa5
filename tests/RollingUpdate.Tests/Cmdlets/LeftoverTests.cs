using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
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

    [Theory]
    [InlineData(520)]
    [InlineData(2_050)]
    public void Where_the_history_was_not_read_to_its_end_no_check_says_passed(int others)
    {
        _shell.Simulator.AddExecutionHistory("asg-other", others);
        var check = Assert.Single(_shell.Run($"Get-EssRollingUpdatePlan {Script}").Single<EssRollingUpdatePlan>().Checks, check => check.Name == "LeftBehind");
        Assert.Equal(PlanCheckStatus.Warning, check.Status);
        Assert.Contains("Not all of the history was read", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_update_that_ended_well_does_not_hide_what_one_started_elsewhere_left_since()
    {
        _shell.Run($"Start-EssRollingUpdate {Script} -Wait").WithoutErrors();
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        using var client = new SimulatorClient(_shell.Simulator);
        StartByApi(client, Shell.GroupId);
        _shell.Simulator.Advance(TimeSpan.FromHours(1));
        StartElsewhere(520);
        Repair();
    }

    [Fact]
    public void A_protection_that_was_lost_is_found_after_many_updates_of_the_group()
    {
        _shell.Simulator.SetInstanceLifecycleState(_first, "Protected");
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        _shell.Run($"Start-EssRollingUpdate {Script} -LifecycleState InService,Protected -Wait -WarningAction SilentlyContinue").Error("ExecutionFailed");
        _shell.Simulator.SetInstanceLifecycleState(_first, "InService");
        _shell.Simulator.RemoveInstance(_shell.Simulator.InstancesOf(Shell.GroupId)[^1].InstanceId);
        foreach (var _ in Enumerable.Range(1, 12))
            _shell.Run($"Start-EssRollingUpdate {Script} -Wait -WarningAction SilentlyContinue").WithoutErrors();
        Assert.Contains(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().All<EssRepairStep>(), step => step.Action == RepairAction.ProtectInstance);
    }

    [Fact]
    public void A_history_of_many_updates_that_was_read_to_its_end_passes()
    {
        foreach (var _ in Enumerable.Range(1, 12))
            _shell.Run($"Start-EssRollingUpdate {Script} -Wait").WithoutErrors();
        Assert.Contains(_shell.Run($"Get-EssRollingUpdatePlan {Script}").Single<EssRollingUpdatePlan>().Checks, check => check is { Name: "LeftBehind", Status: PlanCheckStatus.Passed });
    }

    [Fact]
    public void It_is_found_behind_a_page_of_updates_of_the_group_and_of_the_region()
    {
        Fail();
        using var client = new SimulatorClient(_shell.Simulator);
        foreach (var instance in _shell.Simulator.InstancesOf(Shell.GroupId))
            _shell.Simulator.SetInstanceLifecycleState(instance.InstanceId, "Standby");
        for (var number = 0; number < 120; number++)
            StartByApi(client, Shell.GroupId, $$"""{"rollingupdate:group":"{{Shell.GroupId}}"}""");
        _shell.Simulator.Advance(TimeSpan.FromHours(1));
        StartElsewhere(2_050);
        Assert.Contains(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().All<EssRepairStep>(), step => step.Action == RepairAction.ResumeProcesses);
        Assert.Empty(_shell.Simulator.ScalingGroups.Single(group => group.ScalingGroupId == Shell.GroupId).SuspendedProcesses);
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

    [Fact]
    public void A_protection_that_an_admin_takes_away_after_a_repair_stays_away()
    {
        _shell.Simulator.SetInstanceLifecycleState(_first, "Protected");
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        _shell.Run($"Start-EssRollingUpdate {Script} -LifecycleState InService,Protected -Wait -WarningAction SilentlyContinue").Error("ExecutionFailed");
        Assert.Contains(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().All<EssRepairStep>(), step => step.Action == RepairAction.ProtectInstance);
        _shell.Simulator.SetInstanceLifecycleState(_first, "InService");
        Assert.Empty(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().Output);
    }

    [Fact]
    public void A_repair_that_leaves_a_decision_open_is_believed_for_all_that_it_did()
    {
        var last = _shell.Simulator.InstancesOf(Shell.GroupId)[^1].InstanceId;
        _shell.Simulator.AddInstanceFault(last, "StopInstance");
        _shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -BatchNumber 2 -Wait -WarningAction SilentlyContinue").Error("ExecutionFailed");
        _shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").Error("RepairNeedsDecision");
        SuspendAll();
        _shell.Simulator.SetInstanceLifecycleState(last, "Standby");
        var again = _shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false");
        again.Error("RepairNeedsDecision");
        Assert.All(again.Output, step => Assert.Equal(RepairAction.Decide, Assert.IsType<EssRepairStep>(step.BaseObject).Action));
        Assert.Equal(5, Group.SuspendedProcesses.Count);
    }

    [Fact]
    public void What_a_repair_could_not_do_is_found_again()
    {
        Fail();
        _shell.Simulator.DenyAction(_shell.Simulator.AccessKeyId, "ess:ResumeProcesses");
        _shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").Error("AccessDenied");
        _shell.Simulator.DenyAction(_shell.Simulator.AccessKeyId);
        _shell.Simulator.SetInstanceLifecycleState(_first, "Standby");
        var step = Assert.Single(_shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors().All<EssRepairStep>());
        Assert.Equal(RepairAction.ResumeProcesses, step.Action);
        Assert.Empty(Group.SuspendedProcesses);
    }

    [Fact]
    public void A_rehearsed_repair_records_nothing()
    {
        Fail();
        _shell.Simulator.ClearCalls();
        _shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -WhatIf").WithoutErrors();
        Assert.Empty(_shell.MutatingCalls);
    }

    [Fact]
    public void A_rollback_of_a_repaired_update_keeps_what_an_admin_suspended_since()
    {
        var failed = Fail();
        Repair();
        SuspendAll();
        _shell.Run($"Start-EssRollback {failed} -Wait -Confirm:$false").WithoutErrors();
        Assert.Equal(5, Group.SuspendedProcesses.Count);
    }

    [Fact]
    public void A_record_of_a_newer_version_is_not_guessed_at()
    {
        _shell.Simulator.AddInstanceFault(_first, "RunCommand");
        using var client = new SimulatorClient(_shell.Simulator);
        StartByApi(client, Shell.GroupId, $$"""{"rollingupdate:group":"{{Shell.GroupId}}","rollingupdate:version":"7","rollingupdate:suspended":"{}","rollingupdate:repaired":"?"}""");
        _shell.Simulator.Advance(TimeSpan.FromHours(1));
        _shell.Simulator.ClearCalls();
        var repair = _shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false").WithoutErrors();
        Assert.Empty(repair.Output);
        Assert.Contains(repair.Warnings, warning => warning.Contains("newer version of this module", StringComparison.Ordinal));
        Assert.Empty(_shell.MutatingCalls);
        Assert.Contains(_shell.Run($"Get-EssRollingUpdatePlan {Script}").Single<EssRollingUpdatePlan>().Checks, check => check is { Name: "LeftBehind", Status: PlanCheckStatus.Failed });
        _shell.Run($"Start-EssRollingUpdate {Script}").Error("PlanFailed");
        Assert.Empty(_shell.MutatingCalls);
    }

    [Fact]
    public void Records_have_a_version()
    {
        var update = _shell.Run($"Start-EssRollingUpdate {Script} -Wait").WithoutErrors().Single<OosExecution>();
        Assert.Equal("1", update.Tags["rollingupdate:version"]);
    }

    private SimulatedScalingGroup Group => _shell.Simulator.ScalingGroups.Single(group => group.ScalingGroupId == Shell.GroupId);

    private void SuspendAll() => _shell.Run($"Suspend-EssProcess {Shell.GroupId} ScaleIn, ScaleOut, HealthCheck, AlarmNotification, ScheduledAction").WithoutErrors();

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

    private static void StartByApi(SimulatorClient client, string groupId, string? tags = null) => client.Call("oos", "StartExecution", ("TemplateName", "ACS-ESS-RollingUpdateByRunCommandInScalingGroup"),
        ("Parameters", new JObject { ["invokeType"] = "invoke", ["scalingGroupId"] = groupId, ["invokeScript"] = "echo 1" }.ToString()), ("Tags", tags ?? "{}"));
}

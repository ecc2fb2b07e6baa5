using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Coverage;
using RollingUpdate.Updates.Planning;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Updates of container groups (ECI), in both directions.</summary>
public sealed class ContainerGroupUpdateTests : IDisposable
{
    private const string Eci = "asg-bp1containergroups";
    private readonly Shell _shell = new();

    public ContainerGroupUpdateTests()
    {
        _shell.Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "eci", ScalingGroupId = Eci, GroupType = "ECI", InstanceCount = 3 });
        _shell.Simulator.SetContainers(Eci, """{"Name":"web","Image":"registry/web:1","Cpu":1,"EnvironmentVar":[{"Key":"LOG","Value":"info"}],"LivenessProbeHttpGetPath":"/up"}""", """{"Name":"side","Image":"registry/side:1"}""");
    }

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("@{ Name = 'web'; Image = 'registry/web:2' }")]
    [InlineData("@{ name = 'web'; IMAGE = 'registry/web:2' }")]
    [InlineData("([pscustomobject]@{ Name = 'web'; Image = 'registry/web:2' })")]
    [InlineData("'[{\"Name\":\"web\",\"Image\":\"registry/web:2\"}]'")]
    public void New_containers_go_onto_all_groups_and_the_configuration_and_back(string container)
    {
        var update = _shell.Run($"Start-EssRollingUpdate {Eci} -Container {container} -BatchNumber 2 -Wait").Single<OosExecution>();
        Assert.Equal("Success", update.Status);
        AssertImages("registry/web:2", "registry/side:1");

        var rollback = _shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>();
        Assert.Equal("Success", rollback.Status);
        AssertImages("registry/web:1", "registry/side:1");
        Assert.Equal("info", (string?)Web["EnvironmentVar"]![0]!["Value"]);
        Assert.Empty(_shell.Simulator.ScalingGroups.Single(group => group.ScalingGroupId == Eci).SuspendedProcesses);
    }

    [Fact]
    public void A_client_token_tells_the_same_containers_from_others()
    {
        string Start(string image) => $"Start-EssRollingUpdate {Eci} -Container @{{ Name = 'web'; Image = '{image}'; Cpu = 1; Memory = 2.5; Port = @{{ Port = 80 }} }} "
            + "-SourceContainer @{ Name = 'web'; Image = 'registry/web:1'; EnvironmentVar = @{ LOG = 'info' } } -ClientToken deploy-1 -Wait";
        var update = _shell.Run(Start("registry/web:2")).Single<OosExecution>();
        Assert.Equal(update.ExecutionId, _shell.Run(Start("registry/web:2")).Single<OosExecution>().ExecutionId);
        _shell.Run(Start("registry/web:3")).Error("ClientTokenReused");
        Assert.Single(_shell.Simulator.Executions);
    }

    [Fact]
    public void A_rollback_shows_its_batches_in_the_order_the_template_takes_them()
    {
        var update = _shell.Run($"Start-EssRollingUpdate {Eci} -Container @{{ Name = 'web'; Image = 'registry/web:2' }} -BatchNumber 2 -Wait").Single<OosExecution>();
        _shell.Run("Start-EssRollback $In -BatchNumber 2 -WhatIf", update.ExecutionId).WithoutErrors();
        var rollback = _shell.Run("Start-EssRollback $In -BatchNumber 2 -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>();
        var instances = _shell.Run("Get-EssRollingUpdateInstance $In", rollback.ExecutionId).WithoutErrors().Output.Select(output => (EssInstanceUpdate)output.BaseObject).ToList();

        Assert.Equal(_shell.Simulator.InstancesOf(Eci).Select(instance => instance.InstanceId).Reverse(), instances.Select(instance => instance.InstanceId));
        var shown = string.Join("\n", _shell.Host.Lines);
        foreach (var batch in instances.GroupBy(instance => instance.Batch))
            Assert.Contains($"batch {batch.Key}: {string.Join(", ", batch.Select(instance => instance.InstanceId))}\n", shown + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public void An_incremental_rollback_is_told_only_what_the_update_changed()
    {
        var plan = Plan("-Container @{ Name = 'web'; Image = 'registry/web:2'; EnvironmentVars = @{ LOG = 'debug' } }");
        var given = JObject.FromObject(plan.TemplateParameters);
        Assert.True(JToken.DeepEquals(JToken.Parse("""[{"Name":"web","Image":"registry/web:1","EnvironmentVar":[{"Key":"LOG","Value":"info"}]}]"""), Sorted(given["sourceContainerConfigure"]!)), given["sourceContainerConfigure"]!.ToString());
        Assert.Equal("debug", (string?)given["containerConfigure"]![0]!["EnvironmentVar"]![0]!["Value"]);
        Assert.Equal(_shell.Simulator.ScalingConfigurations.Single(configuration => configuration.ScalingGroupId == Eci).ScalingConfigurationId, (string?)given["scalingConfigurationId"]);
        Assert.Equal(PlanCheckStatus.Passed, Check(plan, "SourceContainer").Status);
    }

    [Fact]
    public void The_plan_names_what_a_rollback_cannot_give_back()
    {
        Assert.Contains("web.WorkingDir", Warned(Plan("-Container @{ Name = 'web'; WorkingDir = '/srv' }"), "SourceContainer").Detail, StringComparison.Ordinal);
        Assert.Contains("web.LivenessProbeHttpGetPath", Warned(Plan("-Container @{ Name = 'web'; Image = 'registry/web:2' } -UpdateType RenewUpdate"), "SourceContainer").Detail, StringComparison.Ordinal);
        Assert.Contains("takes side away", Warned(Plan("-Container @{ Name = 'web'; Image = 'registry/web:2' } -UpdateType RenewUpdate"), "Container").Detail, StringComparison.Ordinal);
        var added = Plan("-Container @{ Name = 'wep'; Image = 'registry/web:2' }");
        Assert.Contains("wep is new", Warned(added, "Container").Detail, StringComparison.Ordinal);
        Assert.Contains("nothing", Warned(added, "SourceContainer").Detail, StringComparison.Ordinal);
        Warned(Plan("-Container @{ Name = 'web'; Image = 'registry/web:1'; Cpu = 1 }"), "SameContainer");
        Assert.Equal(PlanCheckStatus.Passed, Check(Plan("-Container @{ Name = 'web'; WorkingDir = '/srv' } -SourceContainer @{ Name = 'web'; WorkingDir = '/' }"), "SourceContainer").Status);
    }

    [Fact]
    public void The_plan_tells_what_the_template_does_not_do_for_container_groups()
    {
        var plan = Plan("-Container @{ Name = 'web'; Image = 'registry/web:2' } -BatchNumber 3");
        Assert.Equal(PlanCheckStatus.Passed, plan.Status);
        Assert.Equal([2, 2, 2], plan.Batches.Select(batch => batch.InService ?? -1));
        Assert.Contains("maxErrors", Check(plan, "Errors").Detail, StringComparison.Ordinal);
        Assert.Contains("tags no container group", Check(plan, "Coverage").Detail, StringComparison.Ordinal);
        Assert.Contains("Repair-EssScalingGroup", Check(plan, "Standby").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_the_other_type_is_refused()
    {
        _shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Container @{{ Name = 'web'; Image = 'x:2' }}").Error("WrongGroupType");
        _shell.Run($"Start-EssRollingUpdate {Eci} -SourceUri https://x/a -DestinationPath /a").Error("WrongGroupType");
        _shell.Run($"Start-EssRollingUpdate {Eci} -Container @{{ Name = 'web'; Image = 'x:2' }} -ScalingConfigurationId asc-bp1unknown").Error("ScalingConfigurationNotFound");
        Assert.Empty(_shell.MutatingCalls);
    }

    [Fact]
    public void What_a_failed_update_left_in_standby_stays_there_after_its_rollback_and_is_told_and_put_right()
    {
        var broken = _shell.Simulator.InstancesOf(Eci)[0].InstanceId;
        _shell.Simulator.AddInstanceFault(broken, "UpdateContainerGroup");
        var failed = _shell.Run($"Start-EssRollingUpdate {Eci} -Container @{{ Name = 'web'; Image = 'registry/web:2' }} -BatchNumber 2 -Wait -ErrorAction SilentlyContinue");
        var update = Assert.IsType<OosExecution>(Assert.Single(failed.Output).BaseObject);
        Assert.Equal("Failed", update.Status);
        Assert.Equal((InstanceCoverage?)InstanceCoverage.Standby, Coverage(update, broken).Coverage);

        var back = _shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId);
        var rollback = back.Single<OosExecution>();

        Assert.Equal("Success", rollback.Status);
        Assert.Contains(back.Warnings, warning => warning.Contains(broken, StringComparison.Ordinal) && warning.Contains("Standby", StringComparison.Ordinal));
        Assert.Equal("Standby", _shell.Simulator.InstancesOf(Eci)[0].LifecycleState);
        Assert.Equal((InstanceCoverage?)InstanceCoverage.Standby, Coverage(rollback, broken).Coverage);
        Assert.True(_shell.Run($"Get-EssRollingUpdate {Eci} -Last 1").Single<EssRollingUpdate>().NeedsRepair);

        _shell.Run($"Repair-EssScalingGroup {Eci} -Confirm:$false").WithoutErrors();

        Assert.All(_shell.Simulator.InstancesOf(Eci), instance => Assert.Equal("InService", instance.LifecycleState));
        Assert.Empty(_shell.Run($"Repair-EssScalingGroup {Eci} -WhatIf").WithoutErrors().Output);
    }

    [Fact]
    public void A_group_that_is_retried_after_a_pause_is_put_back_into_service_by_a_repair()
    {
        _shell.Simulator.AddInstanceFault(_shell.Simulator.InstancesOf(Eci)[0].InstanceId, "UpdateContainerGroup");
        var update = _shell.Run($"Start-EssRollingUpdate {Eci} -Container @{{ Name = 'web'; Image = 'registry/web:2' }} -FailureAction Pause | Wait-OosExecution -Until Waiting").Single<OosExecution>();
        var ended = _shell.Run("Resume-OosExecution $In -Action Retry; Wait-OosExecution $In", update.ExecutionId);
        Assert.Contains(ended.Warnings, warning => warning.Contains("Standby", StringComparison.Ordinal));
        Assert.Equal("Standby", _shell.Simulator.InstancesOf(Eci)[0].LifecycleState);
        _shell.Run($"Repair-EssScalingGroup {Eci} -Confirm:$false").WithoutErrors();
        Assert.Equal("InService", _shell.Simulator.InstancesOf(Eci)[0].LifecycleState);
    }

    [Fact]
    public void An_update_that_never_recorded_its_containers_asks_for_them()
    {
        var configuration = _shell.Simulator.ScalingConfigurations.Single(each => each.ScalingGroupId == Eci).ScalingConfigurationId;
        var update = _shell.Run($"Start-OosExecution ACS-ESS-RollingUpdateByUpdateContainerGroup @{{ invokeType = 'invoke'; scalingGroupId = '{Eci}'; scalingConfigurationId = '{configuration}'; containerConfigure = @(@{{ Name = 'web'; Image = 'registry/web:2' }}) }} | Wait-OosExecution").Single<OosExecution>();
        Assert.Contains("-SourceContainer", _shell.Run("Start-EssRollback $In -Confirm:$false", update.ExecutionId).Error("SourceContainerUnknown").AllText(), StringComparison.Ordinal);
        _shell.Run("Start-EssRollback $In -SourceContainer @{ Name = 'web'; Image = 'registry/web:0' } -UpdateType IncrementalUpdate -Wait -Confirm:$false", update.ExecutionId).WithoutErrors();
        AssertImages("registry/web:0", "registry/side:1");
    }

    [Fact]
    public void The_containers_of_a_configuration_can_be_given_as_they_were_read()
    {
        var containers = _shell.Run($"(Get-EssScalingConfiguration {Eci}).Containers").All<EssContainer>();
        Assert.Equal(["web", "side"], containers.Select(container => container.Name));
        Assert.Equal(1, containers[0].Cpu);
        _shell.Run($$"""
            $before = (Get-EssScalingConfiguration {{Eci}}).Containers
            $update = Start-EssRollingUpdate {{Eci}} -Container @{ Name = 'web'; Image = 'registry/web:2'; EnvironmentVar = @{ LOG = 'debug' } } -SourceContainer $before -Wait
            $update | Start-EssRollback -Wait -Confirm:$false
            """).WithoutErrors();
        AssertImages("registry/web:1", "registry/side:1");
        Assert.Equal("info", (string?)Web["EnvironmentVar"]![0]!["Value"]);
    }

    [Fact]
    public void Container_groups_added_after_the_update_come_from_the_changed_configuration()
    {
        var update = _shell.Run($"Start-EssRollingUpdate {Eci} -Container @{{ Name = 'web'; Image = 'registry/web:2' }} -Wait").Single<OosExecution>();
        _shell.Simulator.Advance(TimeSpan.FromMinutes(5));
        _shell.Simulator.ScaleOut(Eci);
        _shell.Simulator.Advance(TimeSpan.FromMinutes(30));
        var added = _shell.Simulator.InstancesOf(Eci)[^1].InstanceId;
        Assert.Equal((InstanceCoverage?)InstanceCoverage.Covered, Coverage(update, added).Coverage);
        Assert.All(_shell.Run("Get-EssRollingUpdateInstance $In -Coverage", update.ExecutionId).All<EssInstanceUpdate>(), instance => Assert.Equal((InstanceCoverage?)InstanceCoverage.Covered, instance.Coverage));
    }

    [Fact]
    public void A_rollback_says_batch_by_batch_what_it_takes_though_ecs_knows_no_container_group()
    {
        var update = _shell.Run($"Start-EssRollingUpdate {Eci} -Container @{{ Name = 'web'; Image = 'registry/web:2' }} -BatchNumber 2 -Wait").Single<OosExecution>();
        _shell.Simulator.ClearCalls();
        _shell.Run("Start-EssRollback $In -WhatIf", update.ExecutionId).WithoutErrors();
        var shown = string.Join("\n", _shell.Host.Lines);
        Assert.All(_shell.Simulator.InstancesOf(Eci), instance => Assert.Contains(instance.InstanceId, shown, StringComparison.Ordinal));
        Assert.Contains("web (registry/web:1)", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("gone", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(_shell.Simulator.Calls, call => call.Product == "ecs");
        Assert.Empty(_shell.MutatingCalls);
    }

    private JObject Web => JObject.Parse(_shell.Simulator.ScalingConfigurations.Single(configuration => configuration.ScalingGroupId == Eci).Containers[0]);

    private static JArray Sorted(JToken containers) => new JArray(containers.Select(container => new JObject(container.Children<JProperty>().OrderBy(setting => Array.IndexOf(["Name", "Image", "EnvironmentVar"], setting.Name)))));

    private static EssRollingUpdatePlanCheck Check(EssRollingUpdatePlan plan, string name) => plan.Checks.Single(check => check.Name == name);

    private static EssRollingUpdatePlanCheck Warned(EssRollingUpdatePlan plan, string name)
    {
        var check = Check(plan, name);
        Assert.Equal(PlanCheckStatus.Warning, check.Status);
        return check;
    }

    private EssRollingUpdatePlan Plan(string arguments) => _shell.Run($"Get-EssRollingUpdatePlan {Eci} {arguments}").Single<EssRollingUpdatePlan>();

    private EssInstanceUpdate Coverage(OosExecution execution, string instanceId) =>
        _shell.Run("Get-EssRollingUpdateInstance $In -Coverage", execution.ExecutionId).All<EssInstanceUpdate>().Single(instance => instance.InstanceId == instanceId);

    private void AssertImages(params string[] images)
    {
        Assert.All(_shell.Simulator.InstancesOf(Eci), instance => Assert.Equal(images, instance.Containers.Select(container => (string?)JObject.Parse(container)["Image"])));
        Assert.Equal(images, _shell.Simulator.ScalingConfigurations.Single(configuration => configuration.ScalingGroupId == Eci).Containers.Select(container => (string?)JObject.Parse(container)["Image"]));
    }
}

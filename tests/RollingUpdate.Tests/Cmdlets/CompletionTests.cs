using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Updates;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>What Tab gives, from PowerShell's own completion, with the simulator behind it.</summary>
public class CompletionTests
{
    // What a test waits for is not the speed of the machine: the time-box only matters where a test sets it.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("Start-EssRollingUpdate ")]
    [InlineData("Start-EssRollingUpdate -ScalingGroupId ")]
    [InlineData("Start-EssRollingUpdate -Id asg-")]
    [InlineData("Start-EssRollingUpdate we")]
    [InlineData("Get-EssRollingUpdatePlan 'asg-")]
    [InlineData("Get-EssScalingGroup -ScalingGroupId asg-bp")]
    [InlineData("Get-EssScalingInstance ")]
    [InlineData("Repair-EssScalingGroup asg-1,asg-")]
    [InlineData("Get-EssRollingUpdate ")]
    [InlineData("Get-EssRollingUpdate *p18p2")]
    public void Scaling_groups_are_found_by_id_and_by_name(string line)
    {
        using var shell = NewShell();
        var match = Assert.Single(Complete(shell, line));
        Assert.Equal(Shell.GroupId, match.CompletionText);
        Assert.Equal("web (Active, 5 instances)", match.ToolTip);
    }

    [Fact]
    public void A_name_that_powershell_would_take_apart_is_quoted()
    {
        using var shell = NewShell();
        foreach (var name in new[] { "two words", "it's", "$dollar", "semi;colon", "@at", "plain-name_1.x" })
            shell.Simulator.AddScalingGroup(name, 0);
        Assert.Equal(["'two words'", "'it''s'", "'$dollar'", "'semi;colon'", "'@at'", "plain-name_1.x", "web"], Complete(shell, "Get-EssScalingGroup ").Select(match => match.CompletionText).OrderBy(text => Array.IndexOf(["'two words'", "'it''s'", "'$dollar'", "'semi;colon'", "'@at'", "plain-name_1.x", "web"], text)));
        // Each is taken for what it is when the line is run.
        foreach (var match in Complete(shell, "Get-EssScalingGroup "))
            Assert.Equal(match.ListItemText, shell.Run("Get-EssScalingGroup " + match.CompletionText).Single<RollingUpdate.Ess.EssScalingGroup>().ScalingGroupName);
        Assert.Equal("'two words'", Assert.Single(Complete(shell, "Get-EssScalingGroup \"two")).CompletionText);
    }

    [Fact]
    public void Images_are_those_of_the_family_of_the_group_on_the_line_and_the_accounts_own()
    {
        using var shell = NewShell();
        var matches = Complete(shell, $"Start-EssRollingUpdate {Shell.GroupId} -ImageId ");
        Assert.Equal([Shell.NewImage, "m-bp1simulatedcustom01", Shell.OldImage], matches.Select(match => match.CompletionText).Order(StringComparer.Ordinal).OrderBy(text => text == Shell.NewImage ? 0 : text == Shell.OldImage ? 2 : 1));
        Assert.Contains("now in " + Assert.Single(shell.Simulator.ScalingConfigurations).ScalingConfigurationId, matches.Single(match => match.CompletionText == Shell.OldImage).ToolTip, StringComparison.Ordinal);
        Assert.DoesNotContain("now in", matches.Single(match => match.CompletionText == Shell.NewImage).ToolTip, StringComparison.Ordinal);
        // Without a group, whatever can be used.
        Assert.Contains(Complete(shell, "Start-EssRollingUpdate -ImageId win"), match => match.CompletionText.StartsWith("win2019", StringComparison.Ordinal));
    }

    [Fact]
    public void Configurations_are_those_of_the_group_on_the_line()
    {
        using var shell = NewShell();
        var other = shell.Simulator.AddScalingGroup("other", 0);
        var all = Complete(shell, "Start-EssRollingUpdate -ScalingConfigurationId ");
        Assert.Equal(2, all.Count);
        var match = Assert.Single(Complete(shell, $"Start-EssRollingUpdate -ScalingGroupId {other.ScalingGroupId} -ImageId x -ScalingConfigurationId "));
        Assert.Equal(other.ActiveScalingConfigurationId, match.CompletionText);
        Assert.Contains(" (Active)", match.ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void Executions_come_with_their_status_and_what_they_do()
    {
        using var shell = NewShell();
        var done = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScript 'echo 2' -Wait").Single<OosExecution>();
        var back = shell.Run("$In | Start-EssRollback -Wait -Confirm:$false", done).Single<OosExecution>();
        var paused = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 3' -RollbackScript 'echo 4' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting").Single<OosExecution>();

        foreach (var line in new[] { "Resume-OosExecution ", "Stop-OosExecution -Id exec", "Wait-OosExecution " })
        {
            var match = Assert.Single(Complete(shell, line));
            Assert.Equal(paused.ExecutionId, match.CompletionText);
            Assert.StartsWith("Waiting, Script update, ", match.ToolTip, StringComparison.Ordinal);
        }

        Assert.Equal([paused.ExecutionId, back.ExecutionId, done.ExecutionId], Complete(shell, "Get-OosExecutionLog ").Select(match => match.CompletionText));
        Assert.Contains("Script rollback", Complete(shell, "Get-EssRollingUpdateInstance ").Single(match => match.CompletionText == back.ExecutionId).ToolTip, StringComparison.Ordinal);
        Assert.Equal([paused.ExecutionId, done.ExecutionId], Complete(shell, "Start-EssRollback ").Select(match => match.CompletionText));
    }

    [Fact]
    public void Packages_their_versions_and_templates_are_offered()
    {
        using var shell = NewShell();
        Assert.Equal("wordpress", Assert.Single(Complete(shell, "Start-EssRollingUpdate -PackageName ")).CompletionText);
        Assert.Equal(["v4", "v3", "v2", "v1"], Complete(shell, "Start-EssRollingUpdate -PackageName wordpress -PackageVersion ").Select(match => match.CompletionText));
        Assert.Empty(Complete(shell, "Start-EssRollingUpdate -PackageVersion v", ofModuleOnly: true));
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -PackageName wordpress").Single<OosExecution>();
        Assert.Equal(["v4", "v3", "v2", "v1"], Complete(shell, $"Start-EssRollback {update.ExecutionId} -PackageVersion ").Select(match => match.CompletionText));
        Assert.Contains(Complete(shell, "Start-OosExecution acs-ess"), match => match.CompletionText == UpdateTemplate.NameOf(RollingUpdateKind.Script));
        Assert.Equal(["v4", "v3", "v2", "v1"], Complete(shell, "Get-OosTemplate wordpress -Version ").Select(match => match.CompletionText));
    }

    [Fact]
    public void Processes_are_offered_by_powershell_itself()
    {
        using var shell = NewShell();
        Assert.Equal(["AlarmNotification", "HealthCheck", "ScaleIn", "ScaleOut", "ScheduledAction"], Complete(shell, "Start-EssRollingUpdate -SuspendProcess ").Select(match => match.CompletionText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_profile_and_region_on_the_line_are_used()
    {
        using var shell = NewShell();
        shell.Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "far", RegionId = "cn-shanghai", InstanceCount = 0 });
        Assert.StartsWith("far", Assert.Single(Complete(shell, "Get-EssScalingInstance -RegionId cn-shanghai -ScalingGroupId ")).ToolTip, StringComparison.Ordinal);
        Assert.StartsWith("web", Assert.Single(Complete(shell, "Get-EssScalingInstance -ScalingGroupId ")).ToolTip, StringComparison.Ordinal);
        // A profile that there is not: nothing, and no error.
        Assert.Empty(Complete(shell, "Get-EssScalingInstance -ProfileName nobody -ScalingGroupId ", ofModuleOnly: true));
    }

    [Fact]
    public void What_was_found_is_kept_for_some_seconds_for_its_account_and_region()
    {
        using var shell = NewShell();
        int Calls() => shell.Simulator.Calls.Count(call => call.Action == "DescribeScalingGroups");
        Complete(shell, "Get-EssScalingInstance a");
        Complete(shell, "Get-EssScalingInstance as");
        Complete(shell, "Start-EssRollingUpdate asg");
        Assert.Equal(1, Calls());
        shell.Home.Clock.DelayAsync(TimeSpan.FromSeconds(9), default);
        Complete(shell, "Get-EssScalingInstance asg");
        Assert.Equal(1, Calls());
        shell.Home.Clock.DelayAsync(TimeSpan.FromSeconds(2), default);
        Complete(shell, "Get-EssScalingInstance asg");
        Assert.Equal(2, Calls());
        Complete(shell, "Get-EssScalingInstance -RegionId cn-beijing -ScalingGroupId a");
        Assert.Equal(3, Calls());
    }

    [Fact]
    public void Another_account_is_asked_anew()
    {
        using var shell = NewShell();
        using var other = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, InstanceCount = 2, Seed = 2 });
        Assert.StartsWith("web (Active, 5", Assert.Single(Complete(shell, "Get-EssScalingInstance ")).ToolTip, StringComparison.Ordinal);
        shell.Run("$In | Connect-Aliyun", other).WithoutErrors();
        Assert.StartsWith("web (Active, 2", Assert.Single(Complete(shell, "Get-EssScalingInstance ")).ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_service_is_not_waited_for_and_its_answer_serves_the_next_tab()
    {
        using var shell = NewShell();
        shell.Simulator.AddFault(new SimulatorFault("DescribeScalingGroups", SimulatorFaultKind.Slow) { Delay = TimeSpan.FromMilliseconds(600) });
        CompletionCache.Of(shell.Provider).TimeBox = TimeSpan.FromMilliseconds(1);
        Assert.Empty(Complete(shell, "Get-EssScalingInstance a", ofModuleOnly: true));
        CompletionCache.Of(shell.Provider).TimeBox = LongEnough;
        Assert.Single(Complete(shell, "Get-EssScalingInstance a"));
        Assert.Equal(1, shell.Simulator.Calls.Count(call => call.Action == "DescribeScalingGroups"));
    }

    [Fact]
    public void A_refused_key_a_throttled_call_and_a_cloud_that_is_gone_give_nothing_and_no_error()
    {
        using var shell = NewShell();
        foreach (var fault in new[] { SimulatorFaultKind.Throttle, SimulatorFaultKind.ServerErrorHtml, SimulatorFaultKind.Drop, SimulatorFaultKind.Malformed })
        {
            shell.Simulator.AddFault("DescribeScalingGroups", fault);
            shell.Simulator.ClearCalls();
            Assert.Empty(Complete(shell, "Get-EssScalingInstance a", ofModuleOnly: true));
            // One attempt, and for some seconds no other.
            Assert.Empty(Complete(shell, "Get-EssScalingInstance a", ofModuleOnly: true));
            Assert.Single(shell.Simulator.Calls);
            shell.Home.Clock.DelayAsync(TimeSpan.FromSeconds(5), default);
        }

        shell.Simulator.SetAccessKeyActive(shell.Simulator.AccessKeyId, false);
        Assert.Empty(Complete(shell, "Get-EssScalingInstance a", ofModuleOnly: true));
        shell.Simulator.Stop();
        Assert.Empty(Complete(shell, "Get-OosExecution e", ofModuleOnly: true));
        Assert.Equal(0, shell.Run("$Error.Count").Output.Single().BaseObject);
    }

    [Fact]
    public void Without_credentials_there_is_nothing_and_no_call()
    {
        using var shell = new Shell(connect: false);
        Assert.Empty(Complete(shell, "Get-EssScalingInstance a", ofModuleOnly: true));
        Assert.Empty(shell.Simulator.Calls);
    }

    [Fact]
    public void A_completer_can_be_made_without_arguments_and_outside_a_runspace_gives_nothing()
    {
        var completers = typeof(CloudCompleter).Assembly.GetTypes().Where(type => typeof(IArgumentCompleter).IsAssignableFrom(type) && !type.IsAbstract).ToList();
        Assert.NotEmpty(completers);
        foreach (var type in completers.Where(type => type.IsSubclassOf(typeof(CloudCompleter))))
        {
            Assert.True(type.IsPublic);
            Assert.Null(Runspace.DefaultRunspace);
            Assert.Empty(((IArgumentCompleter)Activator.CreateInstance(type)!).CompleteArgument("", "", "", null!, null!));
        }
    }

    [Fact]
    public void Every_parameter_that_names_something_in_the_cloud_completes()
    {
        string[] named = ["ScalingGroupId", "ExecutionId", "ImageId", "SourceImageId", "ScalingConfigurationId", "PackageName", "PackageVersion", "TemplateName", "TemplateVersion", "ParentExecutionId"];
        var without = typeof(CloudCompleter).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PSCmdlet)) && !type.IsAbstract)
            .SelectMany(type => type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), true) && named.Contains(property.Name))
                .Where(property => !property.IsDefined(typeof(ArgumentCompleterAttribute), true)).Select(property => $"{type.Name} -{property.Name}"));
        Assert.Empty(without);
    }

    private static Shell NewShell()
    {
        var shell = new Shell();
        CompletionCache.Of(shell.Provider).TimeBox = LongEnough;
        return shell;
    }

    /// <param name="shell">Where.</param>
    /// <param name="line">What is typed; the cursor is at its end.</param>
    /// <param name="ofModuleOnly">Leaves out the file names that PowerShell offers when nobody else offers anything.</param>
    private static List<CompletionResult> Complete(Shell shell, string line, bool ofModuleOnly = false)
    {
        var result = shell.Run($"[System.Management.Automation.CommandCompletion]::CompleteInput($In, {line.Length}, $null).CompletionMatches", line).WithoutErrors();
        var matches = result.Output.Select(item => (CompletionResult)item.BaseObject).ToList();
        return ofModuleOnly ? matches.Where(match => match.ResultType == CompletionResultType.ParameterValue).ToList() : matches;
    }
}

using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Coverage;
using RollingUpdate.Updates.Planning;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Updates by a file from an address and by an object of OSS, in both directions, with the lifecycle hooks they leave.</summary>
public class FileUpdateTests
{
    private const string FileUpdate = $"{Shell.GroupId} -SourceUri https://files.example.com/app-2.tgz -DestinationPath /opt/app -Script 'echo new' -RollbackSourceUri https://files.example.com/app-1.tgz -RollbackScript 'echo old' -BatchNumber 2";
    private const string OssUpdate = $"{Shell.GroupId} -BucketName releases -ObjectName app-2.tgz -DestinationPath /opt/app -RollbackObjectName app-1.tgz -BatchNumber 2";

    [Fact]
    public void A_file_goes_onto_all_instances_and_its_rollback_needs_nothing_but_the_execution()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {FileUpdate} -Wait").Single<OosExecution>();

        Assert.Equal("Success", update.Status);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("https://files.example.com/app-2.tgz", instance.Files["/opt/app/app-2.tgz"]));
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("echo new", instance.ScriptHistory[^1]));
        Assert.Equal("https://files.example.com/app-2.tgz", (string?)Hook(shell)["sourcePath"]);

        var rollback = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>();

        Assert.Equal("Success", rollback.Status);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Contains("/opt/app/app-1.tgz", instance.Files.Keys));
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("echo old", instance.ScriptHistory[^1]));
        Assert.Equal("https://files.example.com/app-1.tgz", (string?)Hook(shell)["sourcePath"]);
        Assert.Empty(shell.Simulator.ScalingGroups.Single().SuspendedProcesses);
    }

    [Fact]
    public void An_object_of_oss_goes_onto_all_instances_and_back()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {OssUpdate} -OssRegionId cn-shanghai -UrlExpirationTime 00:30:00 -NoSaveToFile -Wait").Single<OosExecution>();
        Assert.Equal("Success", update.Status);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("oss://releases/app-2.tgz", instance.Files["/opt/app/app-2.tgz"]));
        Assert.Equal(("cn-shanghai", 1800, false), Download(shell, update));

        var rollback = shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>();
        Assert.Equal("Success", rollback.Status);
        Assert.Equal(("cn-shanghai", 1800, false), Download(shell, rollback));
        Assert.Equal("app-1.tgz", (string?)Hook(shell)["objectName"]);
    }

    [Fact]
    public void Arguments_of_a_rollback_override_what_the_update_recorded()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {FileUpdate} -Wait").Single<OosExecution>();
        shell.Run("Start-EssRollback $In -RollbackSourceUri https://files.example.com/app-0.tgz -RollbackDestinationPath /srv -RollbackScript 'echo older' -Wait -Confirm:$false", update.ExecutionId).WithoutErrors();
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Contains("/srv/app-0.tgz", instance.Files.Keys));
        Assert.Equal("echo older", (string?)Hook(shell)["commandContent"]);

        var oss = shell.Run($"Start-EssRollingUpdate {OssUpdate} -Wait").Single<OosExecution>();
        shell.Run("Start-EssRollback $In -RollbackBucketName archive -RollbackObjectName app-0.tgz -OssRegionId cn-beijing -UrlExpirationTime 60 -Wait -Confirm:$false", oss.ExecutionId).WithoutErrors();
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("oss://archive/app-0.tgz", instance.Files["/opt/app/app-0.tgz"]));
        shell.Run("Start-EssRollback $In -RollbackSourceUri https://x/y -PackageVersion v1 -Confirm:$false", oss.ExecutionId).Error("ArgumentOfAnotherKind");
    }

    [Theory]
    [InlineData($"{Shell.GroupId} -SourceUri https://files.example.com/app-2.tgz -DestinationPath /opt/app -Script 'echo new'", "-RollbackSourceUri")]
    [InlineData($"{Shell.GroupId} -BucketName b -ObjectName app-2.tgz -DestinationPath /opt/app", "-RollbackObjectName")]
    public void An_update_without_a_file_to_go_back_to_says_so_before_and_asks_for_it_in_the_rollback(string arguments, string parameter)
    {
        using var shell = new Shell();
        Assert.Contains(parameter, Check(shell, arguments, "RollbackFile", PlanCheckStatus.Warning).Detail, StringComparison.Ordinal);
        var update = shell.Run($"Start-EssRollingUpdate {arguments} -Wait").Single<OosExecution>();
        shell.Simulator.ClearCalls();
        Assert.Contains(parameter, shell.Run("Start-EssRollback $In -Confirm:$false", update.ExecutionId).Error("RollbackFileUnknown").AllText(), StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);
        // What undoes the update need not be a file.
        Assert.Equal("Success", shell.Run("Start-EssRollback $In -RollbackScript 'echo undo' -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>().Status);
    }

    [Fact]
    public void The_plan_tells_that_instances_keep_serving_and_what_becomes_of_the_hook()
    {
        using var shell = new Shell();
        Assert.Contains("stay in service", Check(shell, FileUpdate, "Standby", PlanCheckStatus.Passed).Detail, StringComparison.Ordinal);
        Assert.Contains("OOSServiceRole", Check(shell, FileUpdate, "LifecycleHook", PlanCheckStatus.Warning).Detail, StringComparison.Ordinal);
        var plan = shell.Run($"Get-EssRollingUpdatePlan {FileUpdate}").Single<EssRollingUpdatePlan>();
        Assert.All(plan.Batches, batch => Assert.Null(batch.InService));
        Assert.DoesNotContain(plan.Checks, check => check.Name == "Capacity");
        shell.Run($"Start-EssRollingUpdate {FileUpdate} -Wait").WithoutErrors();

        var next = FileUpdate.Replace("app-2", "app-3", StringComparison.Ordinal).Replace("-RollbackSourceUri https://files.example.com/app-1.tgz -RollbackScript 'echo old'", "", StringComparison.Ordinal);
        var changed = Check(shell, next, "LifecycleHook", PlanCheckStatus.Passed).Detail;
        Assert.Contains("app-3.tgz instead of file https://files.example.com/app-2.tgz", changed, StringComparison.Ordinal);
        Assert.Contains("app-2.tgz", Check(shell, next, "RollbackFile", PlanCheckStatus.Warning).RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_file_update_leaves_every_instance_in_service_and_the_processes_to_repair()
    {
        using var shell = new Shell();
        var broken = shell.Simulator.InstancesOf(Shell.GroupId)[1].InstanceId;
        shell.Simulator.AddInstanceFault(broken, "DownloadFile");
        var failed = shell.Run($"Start-EssRollingUpdate {FileUpdate} -Wait -ErrorAction SilentlyContinue");
        var update = Assert.IsType<OosExecution>(Assert.Single(failed.Output).BaseObject);
        Assert.Equal("Failed", update.Status);

        var coverage = shell.Run("Get-EssRollingUpdateInstance $In -Coverage", update.ExecutionId).All<EssInstanceUpdate>().ToDictionary(instance => instance.InstanceId);
        Assert.Equal((InstanceCoverage?)InstanceCoverage.Failed, coverage[broken].Coverage);
        Assert.Equal(5, coverage.Count);
        Assert.Contains(coverage.Values, instance => instance.Coverage == InstanceCoverage.Missing);
        Assert.All(shell.Simulator.InstancesOf(Shell.GroupId), instance => Assert.Equal("InService", instance.LifecycleState));
        var repaired = shell.Run($"Repair-EssScalingGroup {Shell.GroupId} -Confirm:$false | ForEach-Object Action").WithoutErrors();
        Assert.Equal("ResumeProcesses", Assert.Single(repaired.Output).ToString());

        Assert.Equal("Success", shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).Single<OosExecution>().Status);
        Assert.Equal("https://files.example.com/app-1.tgz", (string?)Hook(shell)["sourcePath"]);
    }

    [Fact]
    public void An_instance_added_later_counts_as_covered_as_long_as_the_hook_brings_the_same_file()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {FileUpdate} -Wait").Single<OosExecution>();
        Assert.Equal("new\n", shell.Run("Get-EssRollingUpdateInstance $In", update.ExecutionId).All<EssInstanceUpdate>()[0].Output);
        shell.Simulator.Advance(TimeSpan.FromMinutes(5));
        shell.Simulator.ScaleOut(Shell.GroupId);
        shell.Simulator.Advance(TimeSpan.FromMinutes(30));
        var added = shell.Simulator.InstancesOf(Shell.GroupId)[^1].InstanceId;
        Assert.Equal("https://files.example.com/app-2.tgz", Assert.Single(shell.Simulator.InstancesOf(Shell.GroupId)[^1].Files).Value);

        EssInstanceUpdate Coverage() => shell.Run("Get-EssRollingUpdateInstance $In -Coverage", update.ExecutionId).All<EssInstanceUpdate>().Single(instance => instance.InstanceId == added);

        Assert.Equal((InstanceCoverage?)InstanceCoverage.Covered, Coverage().Coverage);
        Assert.Contains("LifeCycleDownloadFile", Coverage().CoverageDetail, StringComparison.Ordinal);
        shell.Run("Start-EssRollback $In -Wait -Confirm:$false", update.ExecutionId).WithoutErrors();
        Assert.Equal((InstanceCoverage?)InstanceCoverage.ScaledOutSince, Coverage().Coverage);
    }

    [Fact]
    public void An_instance_added_while_an_oss_file_was_brought_got_none()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {OssUpdate} -Script 'sleep 100'").Single<OosExecution>();
        shell.Simulator.Advance(TimeSpan.FromMinutes(1));
        var early = shell.Simulator.AddInstance(Shell.GroupId).InstanceId;
        shell.Run("Wait-OosExecution $In", update.ExecutionId).WithoutErrors();
        shell.Simulator.Advance(TimeSpan.FromMinutes(1));
        var late = shell.Simulator.AddInstance(Shell.GroupId).InstanceId;
        var coverage = shell.Run("Get-EssRollingUpdateInstance $In -Coverage", update.ExecutionId).All<EssInstanceUpdate>().ToDictionary(instance => instance.InstanceId, instance => instance.Coverage);
        Assert.Equal((InstanceCoverage.ScaledOutSince, InstanceCoverage.Covered), (coverage[early], coverage[late]));
    }

    [Fact]
    public void The_signature_and_the_login_in_an_address_are_shown_nowhere()
    {
        using var shell = new Shell();
        const string Address = "https://me:canary@files.example.com/app-2.tgz?Expires=1&Signature=canary";
        var line = $"Start-EssRollingUpdate {Shell.GroupId} -SourceUri '{Address}' -DestinationPath /a -RollbackSourceUri '{Address}1'";
        var shown = shell.Run($"{line} -WhatIf").Warnings
            .Concat(shell.Run(line.Replace("Start-EssRollingUpdate", "(Get-EssRollingUpdatePlan", StringComparison.Ordinal) + ").Checks.Detail").Output.Select(detail => detail.ToString()))
            .Concat(shell.Run(line.Replace("Start-EssRollingUpdate", "(Get-EssRollingUpdatePlan", StringComparison.Ordinal) + ").Description").Output.Select(detail => detail.ToString())).ToList();
        var update = shell.Run($"{line} -Wait").Single<OosExecution>();
        // Now the hook names the address too.
        shown.AddRange(shell.Run($"{line} -WhatIf").Warnings);
        shown.AddRange(shell.Run("Start-EssRollback $In -WhatIf", update.ExecutionId).WithoutErrors().Warnings);
        shown.AddRange(shell.Host.Lines);
        Assert.Contains(shown, text => text.Contains("https://…@files.example.com/app-2.tgz?…", StringComparison.Ordinal));
        Assert.DoesNotContain(shown, text => text.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void A_script_file_may_end_with_a_line_break_and_its_path_follows_powershell()
    {
        using var shell = new Shell();
        var folder = System.IO.Directory.CreateTempSubdirectory("rollingupdate-");
        try
        {
            System.IO.File.WriteAllText(System.IO.Path.Combine(folder.FullName, "install.sh"), "sh /opt/app/install.sh\r\n");
            shell.Run($"[void]$ExecutionContext.SessionState.Path.SetLocation('{folder.FullName}'); Start-EssRollingUpdate {Shell.GroupId} -SourceUri https://x/a.tgz -DestinationPath /opt/app -ScriptPath install.sh -RollbackScript 'echo undo' -Wait").WithoutErrors();
            Assert.Equal("sh /opt/app/install.sh", (string?)Hook(shell)["commandContent"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_script_that_just_fits_the_hook_is_started_and_one_character_more_is_refused()
    {
        using var shell = new Shell();
        // The template writes 328 characters around the address, the folder and the script.
        var longest = 4096 - 328 - "https://x/a".Length - "/a".Length;
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -SourceUri https://x/a -DestinationPath /a -Script ('#' * {longest}) -Wait").WithoutErrors();
        Assert.Equal(4096, shell.Simulator.ScalingGroups.Single().LifecycleHooks.Single().NotificationMetadata.Length);
        shell.Simulator.ClearCalls();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -SourceUri https://x/a -DestinationPath /a -Script ('#' * {longest + 1})").Error("InvalidHookText");
        Assert.Empty(shell.Simulator.Calls);
    }

    [Theory]
    [InlineData("-BucketName b -SourceUri https://x/a -DestinationPath /a")]
    [InlineData("-SourceUri https://x/a -DestinationPath /a -ImageId m-1")]
    [InlineData("-SourceUri https://x/a -DestinationPath /a -LifecycleState Protected")]
    [InlineData("-SourceUri https://x/a -DestinationPath /a -CommandType RunBatScript")]
    public void Arguments_of_two_kinds_do_not_bind_together(string arguments)
    {
        using var shell = new Shell();
        var error = Assert.Single(shell.Run($"Start-EssRollingUpdate {Shell.GroupId} {arguments}").Errors);
        Assert.IsAssignableFrom<System.Management.Automation.ParameterBindingException>(error.Exception);
        Assert.Empty(shell.Simulator.Calls);
    }

    [Fact]
    public void The_names_of_the_template_work_as_aliases()
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -InvokeSourcePath https://x/a.tgz -InvokeDestinationDir /a -RollbackSourcePath https://x/b.tgz -RollbackDestinationDir /b -Wait").WithoutErrors();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -InvokeBucketName b -InvokeObjectName a.tgz -InvokeDestinationDir /a -OSSRegion cn-beijing -RollbackObjectName b.tgz -Wait").WithoutErrors();
        Assert.Contains("/a/a.tgz", shell.Simulator.InstancesOf(Shell.GroupId)[0].Files.Keys);
    }

    private static JObject Hook(Shell shell) => JObject.Parse(shell.Simulator.ScalingGroups.Single().LifecycleHooks[^1].NotificationMetadata);

    private static (string?, int, bool) Download(Shell shell, OosExecution execution)
    {
        var child = JObject.Parse(shell.Simulator.ChildExecutions(execution.ExecutionId)[0].Parameters);
        return ((string?)child["OSSRegion"], (int)child["URLExpirationTime"]!, (bool)child["whetherSaveToFile"]!);
    }

    private static EssRollingUpdatePlanCheck Check(Shell shell, string arguments, string name, PlanCheckStatus status)
    {
        var check = shell.Run($"Get-EssRollingUpdatePlan {arguments}").Single<EssRollingUpdatePlan>().Checks.Single(check => check.Name == name);
        Assert.Equal(status, check.Status);
        return check;
    }
}

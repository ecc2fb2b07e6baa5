using System;
using System.IO;
using RollingUpdate.Oos;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>What cannot be right is refused before any call is made, with an error that says what to type instead.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("Start-EssRollingUpdate asc-bp1 -ImageId m-1", "InvalidScalingGroupId", "asg-")]
    [InlineData("Start-EssRollingUpdate asg-bp18p2yfxow**** -ImageId m-1", "InvalidScalingGroupId", "placeholder")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -ImageId m-1 -ScalingConfigurationId asg-1", "InvalidScalingConfigurationId", "asc-")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -ImageId m-****", "InvalidImageId", "m-****")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script ''", "InvalidScript", "empty")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script \"`n \"", "InvalidScript", "empty")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -RollbackScript 'echo 1'", "InvalidScript", "-Script 'df -h'")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -RollbackScript ''", "InvalidRollbackScript", "empty")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -ScriptPath ./x", "ScriptAndScriptPath", "not both")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -ScriptPath ./no-such-file.sh", "ScriptFileNotFound", "no-such-file.sh")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script ('x' * 20000)", "InvalidScript", "18,432")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Wait -Timeout 0", "InvalidTimeSpan", "longer")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Timeout 60", "NothingWaits", "Add -Wait")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -PollingInterval 5", "NothingWaits", "-PollingInterval")]
    [InlineData("Start-EssRollback exec-1 -Timeout 60 -Confirm:$false", "NothingWaits", "Add -Wait")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Wait -BakeTime 60", "GateMissing", "-Gate {")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -GateTimeout 60", "GateMissing", "-GateTimeout")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Gate { $true } -BakeTime -60", "InvalidTimeSpan", "-BakeTime")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Gate { $true } -GateTimeout -60", "InvalidTimeSpan", "-GateTimeout")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Gate { $true } -BatchPauseOption Automatic", "GateWithoutPause", "EveryBatchPause")]
    [InlineData("Get-OosExecutionLog exec-1 -Follow -PollingInterval -5", "InvalidTimeSpan", "00:00:05")]
    [InlineData("Get-OosExecutionLog exec-1 -Follow -PollingInterval 0", "InvalidTimeSpan", "00:00:05")]
    [InlineData("Get-OosExecutionLog exec-1 -PollingInterval 5", "NothingWaits", "-Follow")]
    [InlineData("Get-OosTemplate *RollingUpdate* -Version v3", "VersionOfManyTemplates", "exact name")]
    [InlineData("$tags = @{}; foreach ($i in 1..18) { $tags[\"tag$i\"] = 'x' }; Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Tag $tags", "TooManyTags", "Leave some out")]
    [InlineData("$tags = @{}; foreach ($i in 1..18) { $tags[\"tag$i\"] = 'x' }; Start-EssRollback exec-1 -Tag $tags -Confirm:$false", "TooManyTags", "Leave some out")]
    [InlineData("Get-EssRollingUpdate -ExecutionId exec-1 -Last 2", "ExecutionIdWithFilter", "-ScalingGroupId")]
    [InlineData("Start-EssRollback exec-1 -ImageId m-**** -Confirm:$false", "InvalidImageId", "m-****")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri app.tgz -DestinationPath /a", "InvalidSourceUri", "https://")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri ftp://x/a -DestinationPath /a", "InvalidSourceUri", "https://")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri https://x/a -DestinationPath /a -RollbackSourceUri b", "InvalidSourceUri", "-RollbackSourceUri")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri https://x/a -DestinationPath 'C:\\app'", "InvalidHookText", "C:/app")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri https://x/a -DestinationPath /a -Script 'echo \"1\"'", "InvalidHookText", "double quote")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri https://x/a -DestinationPath /a -Script \"echo 1`necho 2\"", "InvalidHookText", "line break")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri https://x/a -DestinationPath /a -RollbackScript 'a\\b'", "InvalidHookText", "-RollbackScript")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -BucketName b -ObjectName 'a\"b' -DestinationPath /a", "InvalidHookText", "-ObjectName")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -BucketName b -ObjectName o -DestinationPath /a -Script ('x' * 4000)", "InvalidHookText", "4,096")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -BucketName b -ObjectName o -DestinationPath /a -OssRegionId Hangzhou", "InvalidRegion", "cn-hangzhou")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -BucketName b -ObjectName o -DestinationPath /a -UrlExpirationTime 0", "InvalidUrlExpirationTime", "6,000")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -SourceUri https://x/a -DestinationPath /a -Script x -ScriptPath y", "ScriptAndScriptPath", "not both")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Container @{ Image = 'x:2' }", "InvalidContainer", "Name = 'web'")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Container @{ Name = 'web' }", "InvalidContainer", "nothing but its name")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Container 42", "InvalidContainer", "names and values")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Container 'web'", "InvalidContainer", "JSON")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Container @{ Name = 'a'; Image = 'x' }, @{ Name = 'a'; Cpu = 1 }", "InvalidContainer", "two containers a")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Container @{ Name = 'a'; Image = 'x' } -SourceContainer @{ Image = 'x' }", "InvalidContainer", "-SourceContainer")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Container @{ Name = 'a'; Image = 'x' } -ScalingConfigurationId asg-1", "InvalidScalingConfigurationId", "asc-")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Tag @{ 'rollingupdate:suspended' = 'none' }", "InvalidTag", "rollingupdate:suspended")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script 'echo 1' -Tag @{ change = 'a', 'b' }", "InvalidTag", "'change'")]
    [InlineData("Get-EssRollingUpdatePlan asg-bp1 -Script 'echo 1' -Tag @{ change = @{ a = 1 } }", "InvalidTag", "'change'")]
    [InlineData("Start-EssRollback exec-1 -Tag @{ 'rollingupdate:start' = 'x' } -Confirm:$false", "InvalidTag", "rollingupdate:start")]
    [InlineData("Start-OosExecution T -Tag @{ 'rollingupdate:package' = 'x' }", "InvalidTag", "rollingupdate:package")]
    [InlineData("Get-OosExecution -Tag @{ change = @('a') }", "InvalidTag", "'change'")]
    [InlineData("Suspend-EssProcess asc-1", "InvalidScalingGroupId", "asg-")]
    [InlineData("Get-EssScalingConfiguration -ScalingConfigurationId asg-1", "InvalidScalingConfigurationId", "asc-")]
    [InlineData("Start-EssRollback asg-bp1 -Confirm:$false", "InvalidExecutionId", "exec-")]
    [InlineData("Get-OosExecution exec-****", "InvalidExecutionId", "placeholder")]
    [InlineData("Wait-OosExecution 40e2e17ef7e04", "InvalidExecutionId", "exec-")]
    [InlineData("Get-OosExecution -ParentExecutionId x", "InvalidExecutionId", "exec-")]
    [InlineData("Get-OosExecution -Depth RootDepth -IncludeChildExecution", "DepthAndIncludeChildExecution", "Leave one")]
    [InlineData("Get-EssScalingInstance asg-*", "InvalidScalingGroupId", "placeholder")]
    [InlineData("Get-EssScalingGroup -RegionId Hangzhou", "InvalidRegion", "cn-hangzhou")]
    [InlineData("Start-OosExecution T '{ \"a\": '", "InvalidParametersJson", "line 1")]
    [InlineData("Start-OosExecution T '{\\\"a\\\": 1}'", "InvalidParametersJson", "backslashes")]
    [InlineData("Start-OosExecution T 42", "InvalidParameters", "hashtable")]
    public void Is_one_clear_error_without_a_call(string command, string errorId, string part)
    {
        using var shell = new Shell();
        var error = shell.Run(command).Error(errorId);
        Assert.Contains(part, error.AllText(), StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Empty(shell.Simulator.Calls);
    }

    [Theory]
    [InlineData("Start-EssRollingUpdate '' -ImageId m-1")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -ImageId m-1 -BatchNumber 0")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -ImageId m-1 -BatchNumber 101")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -ImageId m-1 -SuspendProcess @()")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -ImageId m-1 -Script 'echo 1'")]
    [InlineData("Start-EssRollingUpdate asg-bp1 -Script x -ClientToken 'with space'")]
    [InlineData("Get-EssScalingGroup $null")]
    [InlineData("Get-EssScalingGroup web, $null")]
    [InlineData("Get-EssRollingUpdate -ExecutionId $null")]
    [InlineData("Get-OosTemplate $null")]
    [InlineData("Get-OosTemplate web, $null")]
    [InlineData("Get-AliyunProfile $null")]
    [InlineData("Get-AliyunRegion $null")]
    [InlineData("Get-AliyunRegion a, $null")]
    [InlineData("Get-OosTaskExecution exec-a1 -Name $null")]
    [InlineData("Get-OosTaskExecution exec-a1 -Name a, $null")]
    public void What_no_parameter_takes_is_refused_by_powershell_itself(string command)
    {
        using var shell = new Shell();
        var error = Assert.Single(shell.Run(command).Errors);
        Assert.IsAssignableFrom<System.Management.Automation.ParameterBindingException>(error.Exception);
        Assert.Empty(shell.Simulator.Calls);
    }

    [Fact]
    public void No_profile_at_all_says_how_to_get_one()
    {
        using var shell = new Shell(connect: false);
        var error = shell.Run("Get-OosExecution").Error("NoProfile");
        Assert.Contains("aliyun configure", error.AllText(), StringComparison.Ordinal);
        Assert.Contains("Connect-Aliyun", error.AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-EssScalingGroup web*, '[', web*", 2)]
    [InlineData("Get-EssScalingConfiguration -Name '[', *", 1)]
    [InlineData("Get-OosTemplate '[a', ACS-ESS-RollingUpdateByRunCommand*", 1)]
    [InlineData("Get-AliyunRegion 'cn-[', cn-hangzhou", 1)]
    [InlineData("'cn-[', 'cn-hangzhou' | Get-AliyunRegion", 1)]
    [InlineData("Get-AliyunProfile '['", 0)]
    [InlineData("$update = Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo 1' -Wait; Get-OosTaskExecution $update '[', getInstance", 1)]
    public void A_pattern_with_an_open_bracket_is_one_error_and_the_next_name_goes_on(string command, int count)
    {
        using var shell = new Shell();
        var result = shell.Run(command);
        Assert.Contains("`[", result.Error("InvalidWildcard").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(count, result.Output.Count);
    }

    [Fact]
    public void One_bad_input_does_not_keep_the_next_from_being_done()
    {
        using var shell = new Shell();
        var result = shell.Run($"'asg-****', 'asg-unknown', '{Shell.GroupId}' | Start-EssRollingUpdate -Script 'echo 1'");
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal("Running", Assert.IsType<OosExecution>(Assert.Single(result.Output).BaseObject).Status);
    }

    [Theory]
    [InlineData("-ImageId m-1")]
    [InlineData("-Script 'echo 1'")]
    [InlineData("-Script 'echo 1' -RollbackScript 'echo 2' -LifecycleState Protected")]
    [InlineData("-PackageName wordpress")]
    [InlineData("-SourceUri https://x/a -DestinationPath /a -Script 'echo 1'")]
    [InlineData("-BucketName b -ObjectName o -DestinationPath /a -Script 'echo 1'")]
    [InlineData("-Container @{ Name = 'web'; Image = 'x:2' }")]
    public void Each_kind_binds_with_groups_from_the_pipeline_by_value_by_name_and_as_an_argument(string arguments)
    {
        using var shell = new Shell();
        foreach (var cmdlet in new[] { "Start-EssRollingUpdate", "Get-EssRollingUpdatePlan" })
        {
            foreach (var command in new[] { $"'asg-bp1unknown' | {cmdlet} {arguments}", $"[pscustomobject]@{{ ScalingGroupId = 'asg-bp1unknown' }} | {cmdlet} {arguments}", $"{cmdlet} asg-bp1unknown {arguments}" })
                shell.Run(command).Error("ScalingGroupNotFound");
        }
    }

    [Fact]
    public void A_script_file_is_read_by_powershells_own_rules_and_its_line_ends_fit_the_shell()
    {
        using var shell = new Shell();
        var folder = Directory.CreateTempSubdirectory("rollingupdate-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "update.sh"), "\uFEFFecho 1\r\necho 2\r\n");
            shell.Run($"[void]$ExecutionContext.SessionState.Path.SetLocation('{folder.FullName}'); Start-EssRollingUpdate {Shell.GroupId} -ScriptPath update.sh -Wait").WithoutErrors();
            Assert.Equal("echo 1\necho 2\n", shell.Simulator.InstancesOf(Shell.GroupId)[0].ScriptHistory[^1]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("6563686f20d6d0cec4", null)]
    [InlineData("efbbbf6563686f20d6d0", null)]
    [InlineData("6563686f20e4b8ade69687", "echo \u4e2d\u6587")]
    [InlineData("efbbbf6563686f20e4b8ad", "echo \u4e2d")]
    [InlineData("fffe6500630068006f0020002d4e", "echo \u4e2d")]
    [InlineData("feff006500630068006f00204e2d", "echo \u4e2d")]
    public void A_script_file_is_utf8_or_what_its_mark_says_or_else_refused(string bytes, string? script)
    {
        using var shell = new Shell();
        var folder = Directory.CreateTempSubdirectory("rollingupdate-");
        try
        {
            var file = Path.Combine(folder.FullName, "update.sh");
            File.WriteAllBytes(file, Convert.FromHexString(bytes));
            if (script is not null)
            {
                shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ScriptPath '{file}' -Wait").WithoutErrors();
                Assert.Equal(script, shell.Simulator.InstancesOf(Shell.GroupId)[0].ScriptHistory[^1]);
                return;
            }

            var error = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ScriptPath '{file}'").Error("InvalidScript");
            Assert.Contains(file, error.AllText(), StringComparison.Ordinal);
            Assert.Contains("UTF-8", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -RollbackScriptPath '{file}'").Error("InvalidRollbackScript");
            Assert.Empty(shell.Simulator.Calls);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class HistoryTests
{
    [Fact]
    public void Executions_that_are_piped_in_are_read_by_their_ids()
    {
        using var shell = new Shell();
        var updates = new[] { "echo 1", "echo 2", "echo 3" }
            .Select(script => shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script '{script}' -RollbackScript 'echo 0' -Wait").Single<OosExecution>()).ToList();
        shell.Simulator.ClearCalls();
        var read = shell.Run("$In | Get-EssRollingUpdate", updates.Take(2)).All<EssRollingUpdate>();
        Assert.Equal(updates.Take(2).Select(update => update.ExecutionId), read.Select(update => update.ExecutionId));
        Assert.All(shell.Simulator.Calls.Where(call => call.Action == "ListExecutions"), call => Assert.True(call.Parameters.ContainsKey("ExecutionId")));
        // A group still stands for its history, and so does an update of it.
        Assert.Equal(3, shell.Run($"Get-EssScalingGroup {Shell.GroupId} | Get-EssRollingUpdate").All<EssRollingUpdate>().Count);
        Assert.Equal(3, shell.Run("$In | Get-EssRollingUpdate", Shell.GroupId).All<EssRollingUpdate>().Count);
        Assert.Equal(2, shell.Run("$In | Get-EssRollingUpdate -Last 2", read[0]).All<EssRollingUpdate>().Count);
        Assert.Single(shell.Run("$In | Get-EssRollingUpdate", read[0]).All<EssRollingUpdate>());
    }

    [Fact]
    public void Executions_are_found_by_the_tags_this_module_keeps_with_them()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -Tag @{{ change = 17 }} -Wait").Single<OosExecution>();
        Assert.Equal(update.ExecutionId, shell.Run("Get-OosExecution -Tag @{ 'rollingupdate:start' = $In; change = '17' }", update.Tags["rollingupdate:start"]).Single<OosExecution>().ExecutionId);
    }

    [Fact]
    public void A_task_of_no_batch_has_no_number_of_one()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -Wait").Single<OosExecution>();
        var tasks = shell.Run("Get-OosTaskExecution $In -IncludeLoopItem", update.ExecutionId).All<OosTaskExecution>();
        Assert.Equal([1, 1, 1, 2, 2], tasks.Select(task => task.LoopBatchNumber).OfType<int>().Order());
        Assert.True(tasks.Count > 5);
    }

    [Theory]
    [InlineData("StartDateAfter", -60, 1)]
    [InlineData("StartDateAfter", 60, 0)]
    [InlineData("StartDateBefore", -60, 0)]
    [InlineData("StartDateBefore", 60, 1)]
    [InlineData("EndDateAfter", -3600, 1)]
    [InlineData("EndDateBefore", -3600, 0)]
    public void Times_of_objects_are_taken_as_they_are_also_from_a_file(string parameter, int seconds, int count)
    {
        using var shell = new Shell();
        var start = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -Wait").Single<OosExecution>().StartDate!.Value;
        // Elsewhere on earth it is the same moment.
        var moment = start.AddSeconds(seconds).ToOffset(TimeSpan.FromHours(8));
        object[] times = [moment, new DateTimeOffset?(moment), PSSerializer.Deserialize(PSSerializer.Serialize(moment)), moment.UtcDateTime, moment.LocalDateTime, moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)];
        foreach (var time in times)
            Assert.Equal(count, shell.Run($"Get-OosExecution -{parameter} $In -TemplateName RollingUpdate", time).WithoutErrors().Output.Count);
        Assert.Single(shell.Run("$update = Get-OosExecution; Get-OosExecution -StartDateAfter $update.StartDate -EndDateBefore $update.EndDate -EndDateAfter $null").WithoutErrors().Output);
    }

    [Theory]
    [InlineData("Get-EssRollingUpdate $null", 0)]
    [InlineData("Get-EssRollingUpdate -ScalingGroupId $null -Last 1", 0)]
    [InlineData("[pscustomobject]@{ ScalingGroupId = $null } | Get-EssRollingUpdate", 0)]
    [InlineData("Get-EssRollingUpdate asg-bp18p2yfxow2dloq, $null", 1)]
    [InlineData("'', 'asg-bp18p2yfxow2dloq' | Get-EssRollingUpdate", 1)]
    public void A_group_that_is_null_does_not_stand_for_all_groups(string command, int count)
    {
        using var shell = new Shell();
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -Wait").WithoutErrors();
        var result = shell.Run(command);
        result.Error("InvalidScalingGroupId");
        Assert.Equal(count, result.Output.Count);
        // What only says for whom and where to work names no group: not null, but none.
        Assert.Single(shell.Run("Get-AliyunSession | Get-EssRollingUpdate").All<EssRollingUpdate>());
    }
}

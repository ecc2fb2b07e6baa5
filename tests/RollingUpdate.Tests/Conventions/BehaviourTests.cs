using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Xunit;

namespace RollingUpdate.Tests.Conventions;

/// <summary>What cmdlets promise by their attributes, held against what they do.</summary>
public class BehaviourTests
{
    // What changes a file or an account's users is tested where it is done, with a folder and an account of its own.
    private static readonly string[] TestedElsewhere = ["Set-AliyunProfile", "Remove-AliyunProfile", "Switch-AliyunProfile", "New-AliyunRamUser", "Export-EssRollingUpdateReport", "Stop-AliyunSimulator"];

    public static TheoryData<int> Runs() => [.. Indexes()];

    public static TheoryData<int> Changes() => [.. Indexes().Where(index => Asks(CmdletRun.Cmdlets[CmdletRun.All[index].Cmdlet]))];

    [Fact]
    public void Every_cmdlet_that_changes_the_cloud_is_among_the_runs() =>
        Assert.Empty(CmdletRun.Cmdlets.Where(cmdlet => Asks(cmdlet.Value)).Select(cmdlet => cmdlet.Key).Except(CmdletRun.All.Select(run => run.Cmdlet)).Except(TestedElsewhere));

    [Theory]
    [MemberData(nameof(Runs))]
    public void What_is_given_out_is_of_the_types_that_are_declared_and_comes_back_from_a_file(int index)
    {
        var run = CmdletRun.All[index];
        using var shell = run.Prepare();
        var output = shell.Run(Asks(CmdletRun.Cmdlets[run.Cmdlet]) ? run.Command + " -Confirm:$false" : run.Command).WithoutErrors().Output;
        var declared = CmdletRun.Cmdlets[run.Cmdlet].GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type).Select(type => type.Type).ToList();
        Assert.Equal(declared.Contains(typeof(void)), output.Count == 0);
        foreach (var item in output)
        {
            Assert.Contains(item.BaseObject.GetType(), declared);
            HoldsNothingAlive(item.BaseObject);
            ComesBack(item);
        }

        Assert.Empty(declared.Except([typeof(void), typeof(Job)]).Except(output.Select(item => item.BaseObject.GetType())));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Under_whatif_nothing_is_changed_and_without_it_something_is(int index)
    {
        var run = CmdletRun.All[index];
        using var shell = run.Prepare();
        shell.Run(run.Command + " -WhatIf").WithoutErrors();
        Assert.Empty(shell.MutatingCalls);
        shell.Run(run.Command + " -Confirm:$false").WithoutErrors();
        Assert.NotEmpty(shell.MutatingCalls);
    }

    [Theory]
    [InlineData("Get-EssScalingGroup web* | Start-EssRollingUpdate -Script 'echo 1' -RollbackScript 'echo 2' | Wait-OosExecution | Start-EssRollback -Confirm:$false -Wait | Get-EssRollingUpdateInstance", 5)]
    [InlineData("Get-EssScalingGroup | Get-EssScalingInstance", 5)]
    [InlineData("Get-EssScalingGroup | Get-EssRollingUpdatePlan -Script 'echo 1' -WarningAction SilentlyContinue", 1)]
    [InlineData("Get-EssScalingInstance $G | Get-EssScalingGroup -Name { '*' } | Get-EssScalingInstance", 25)]
    [InlineData("$null = Start-EssRollingUpdate $G -Script 'echo 1' -RollbackScript 'echo 2' -Wait; Get-EssScalingGroup | Get-EssRollingUpdate | Start-EssRollback -Confirm:$false | Get-OosExecution | Wait-OosExecution | Get-OosTaskExecution -Name NoSuchTask*", 0)]
    [InlineData("$null = Start-EssRollingUpdate $G -Script 'echo 1' -Wait; Get-EssRollingUpdate | Get-EssRollingUpdateInstance | Get-OosExecution", 5)]
    [InlineData("$null = Start-EssRollingUpdate $G -Script 'echo 1' -Wait; Get-EssRollingUpdate | Get-EssRollingUpdateInstance | Get-EssScalingGroup -Name { '*' }", 5)]
    [InlineData("$null = Start-EssRollingUpdate $G -Script 'echo 1' -Wait; Get-EssRollingUpdate | Get-EssScalingInstance", 5)]
    [InlineData("$null = Start-EssRollingUpdate $G -Script 'echo 1' -Wait; $all = Get-EssRollingUpdate | Get-EssRollingUpdateInstance; Get-OosExecution $all; Get-OosExecution $all[0]", 6)]
    [InlineData("Get-EssRollingUpdatePlan $G -Script 'echo 1' -WarningAction SilentlyContinue | Get-EssScalingInstance", 5)]
    [InlineData("Get-EssScalingGroup | Repair-EssScalingGroup -WhatIf", 0)]
    [InlineData("'asg-bp18p2yfxow2dloq' | Get-EssScalingInstance", 5)]
    [InlineData("Get-OosTemplate ACS-ESS-RollingUpdateByRunCommandInScalingGroup | Start-OosExecution -Parameters @{ invokeType = 'invoke'; scalingGroupId = $G; invokeScript = 'echo 1' } | Stop-OosExecution -Confirm:$false -PassThru -WarningAction SilentlyContinue | Get-OosExecutionLog | ForEach-Object ExecutionId | Select-Object -Unique", 1)]
    [InlineData("Get-AliyunRegion cn-hangzhou | Get-EssScalingGroup", 1)]
    [InlineData("Get-AliyunSession | Get-EssScalingGroup", 1)]
    public void What_one_cmdlet_gives_the_next_one_takes(string pipeline, int count)
    {
        using var shell = new CmdletRun("", "").Prepare();
        // Select-Object is not in the bare engine.
        var output = shell.Run(pipeline.Replace(" | Select-Object -Unique", "", StringComparison.Ordinal)).WithoutErrors().Output;
        Assert.Equal(count, pipeline.EndsWith("-Unique", StringComparison.Ordinal) ? output.Select(item => item.ToString()).Distinct().Count() : output.Count);
    }

    [Fact]
    public void Every_parameter_set_takes_something_from_the_pipeline()
    {
        foreach (var (name, type) in CmdletRun.Cmdlets)
        {
            var parameters = type.GetProperties().SelectMany(property => property.GetCustomAttributes<ParameterAttribute>()).ToList();
            foreach (var set in parameters.Select(parameter => parameter.ParameterSetName).Distinct())
                Assert.True(parameters.Any(parameter => (parameter.ParameterSetName == set || parameter.ParameterSetName == ParameterAttribute.AllParameterSets) && (parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName)), $"{name}, set {set}");
        }
    }

    [Fact]
    public void Ids_from_the_pipeline_are_read_from_the_property_of_their_name()
    {
        var without = CmdletRun.Cmdlets.Values.SelectMany(type => type.GetProperties().Where(property => property.PropertyType == typeof(string[]) && property.Name.EndsWith("Id", StringComparison.Ordinal)
            && property.GetCustomAttributes<ParameterAttribute>().Any(parameter => parameter.ValueFromPipeline) && !property.GetCustomAttributes().Any(attribute => attribute.GetType().Name == "PipelineIdAttribute")).Select(property => $"{type.Name} {property.Name}"));
        Assert.Empty(without);
    }

    [Fact]
    public void Positions_are_given_once_in_a_set_and_a_default_set_is_one_there_is()
    {
        foreach (var (name, type) in CmdletRun.Cmdlets)
        {
            var parameters = type.GetProperties().SelectMany(property => property.GetCustomAttributes<ParameterAttribute>()).ToList();
            var sets = parameters.Select(parameter => parameter.ParameterSetName).Where(set => set != ParameterAttribute.AllParameterSets).Distinct().ToList();
            foreach (var set in sets.DefaultIfEmpty(ParameterAttribute.AllParameterSets))
            {
                var positions = parameters.Where(parameter => parameter.Position >= 0 && (parameter.ParameterSetName == set || parameter.ParameterSetName == ParameterAttribute.AllParameterSets)).Select(parameter => parameter.Position).ToList();
                Assert.True(positions.Distinct().Count() == positions.Count, $"{name}, set {set}");
            }

            if (sets.Count > 1)
                Assert.Contains(type.GetCustomAttribute<CmdletAttribute>()!.DefaultParameterSetName, sets);
        }
    }

    private static IEnumerable<int> Indexes() => Enumerable.Range(0, CmdletRun.All.Count).Where(index => CmdletRun.Cmdlets.ContainsKey(CmdletRun.All[index].Cmdlet));

    private static bool Asks(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess;

    /// <summary>A snapshot has no connection, no session and nothing that calls back in it, however deep.</summary>
    private static void HoldsNothingAlive(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<object>([root]);
        while (open.TryDequeue(out var item))
        {
            if (item is string or Type || item.GetType().IsPrimitive || item.GetType().IsEnum || !seen.Add(item))
                continue;
            Assert.False(item is Delegate or IDisposable or Cmdlet, $"{root.GetType().Name} holds a {item.GetType()}");
            Assert.DoesNotContain("RollingUpdate.OpenApi", item.GetType().FullName, StringComparison.Ordinal);
            if (item is IDictionary pairs)
            {
                foreach (var value in pairs.Values)
                    if (value is not null)
                        open.Enqueue(value);
            }
            else if (item is IEnumerable list)
            {
                foreach (var value in list)
                    if (value is not null)
                        open.Enqueue(value);
            }
            else if (item.GetType().Namespace!.StartsWith("RollingUpdate", StringComparison.Ordinal))
            {
                for (var type = item.GetType(); type is not null; type = type.BaseType)
                    foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                        if (field.GetValue(item) is { } value)
                            open.Enqueue(value);
            }
        }
    }

    private static void ComesBack(PSObject item)
    {
        var back = PSObject.AsPSObject(PSSerializer.Deserialize(PSSerializer.Serialize(item, 4)));
        Assert.Equal("Deserialized." + item.BaseObject.GetType().FullName, back.TypeNames[0]);
        foreach (var property in item.BaseObject.GetType().GetProperties())
        {
            var value = back.Properties[property.Name];
            Assert.True(value is not null, property.Name);
            if (property.GetValue(item.BaseObject) is { } before && (before is string or TimeSpan or Uri || before.GetType().IsPrimitive))
                Assert.Equal(before, value.Value is PSObject wrapped ? wrapped.BaseObject : value.Value);
        }
    }
}

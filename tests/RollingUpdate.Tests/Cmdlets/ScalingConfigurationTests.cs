using System;
using System.Linq;
using RollingUpdate.Ess;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Get-EssScalingConfiguration.</summary>
public sealed class ScalingConfigurationTests : IDisposable
{
    private const string Eci = "asg-bp1containergroups";
    private readonly Shell _shell = new();

    public ScalingConfigurationTests()
    {
        _shell.Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "api", ScalingGroupId = Eci, GroupType = "ECI", InstanceCount = 1 });
        _shell.Simulator.SetContainers(Eci, """{"Name":"web","Image":"registry/web:1","Cpu":0.5,"Memory":2,"Arg":["-v"]}""");
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void The_configurations_of_both_types_come_from_groups_in_the_pipeline()
    {
        var found = _shell.Run("Get-EssScalingGroup | Get-EssScalingConfiguration").All<EssScalingConfiguration>();
        Assert.Equal([("web-1", "ECS", Shell.GroupId), ("api-1", "ECI", Eci)], found.Select(each => (each.ScalingConfigurationName!, each.GroupType, each.ScalingGroupId)));
        Assert.Equal(Shell.OldImage, found[0].ImageId);
        Assert.Empty(found[0].Containers);
        var container = Assert.Single(found[1].Containers);
        Assert.Equal(("web", "registry/web:1", 0.5, 2.0), (container.Name, container.Image, container.Cpu, container.Memory));
        Assert.True(container.Settings.ContainsKey("Args"));
        Assert.Equal(_shell.Simulator.RegionId, found[1].RegionId);
    }

    [Fact]
    public void Names_take_wildcards_with_a_group_and_without()
    {
        Assert.Equal(["api-1"], _shell.Run("Get-EssScalingConfiguration -Name API* | ForEach-Object ScalingConfigurationName").WithoutErrors().Output.Select(name => name.ToString()));
        Assert.Equal(2, _shell.Run("Get-EssScalingConfiguration -Name web-*, api-*").All<EssScalingConfiguration>().Count);
        Assert.Empty(_shell.Run($"Get-EssScalingConfiguration {Shell.GroupId} -Name nothing*").WithoutErrors().Output);
    }

    [Fact]
    public void Ids_find_either_type_and_an_unknown_one_is_an_error_of_its_own()
    {
        var ids = _shell.Simulator.ScalingConfigurations.Select(each => each.ScalingConfigurationId).ToArray();
        var found = _shell.Run($"Get-EssScalingConfiguration -ScalingConfigurationId {ids[0]}, {ids[1]}").All<EssScalingConfiguration>();
        Assert.Equal(ids, found.Select(each => each.ScalingConfigurationId));
        var result = _shell.Run($"Get-EssScalingConfiguration -ScalingConfigurationId asc-bp1unknown, {ids[0]}");
        Assert.Single(result.Output);
        Assert.StartsWith("ScalingConfigurationNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_without_configurations_and_one_that_is_not_there_are_told_apart()
    {
        var template = _shell.Simulator.AddLaunchTemplate("lt", Shell.OldImage);
        var group = _shell.Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "lt", LaunchTemplateId = template, InstanceCount = 0 }).ScalingGroupId;
        _shell.Run($"Get-EssScalingConfiguration {group}").WithoutErrors();
        _shell.Run("Get-EssScalingConfiguration asg-bp1unknown").Error("ScalingGroupNotFound");
        _shell.Run("Get-EssScalingConfiguration asg-****").Error("InvalidScalingGroupId");
    }

    [Fact]
    public void The_view_of_containers_shows_image_and_size()
    {
        _shell.Run($"(Get-EssScalingConfiguration {Eci}).Containers | Out-Host").WithoutErrors();
        var shown = string.Join("\n", _shell.Host.Lines);
        Assert.Matches("web +0.5 +2 +registry/web:1", shown);
    }
}

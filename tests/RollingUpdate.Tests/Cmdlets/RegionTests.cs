using System;
using System.Linq;
using RollingUpdate.Ecs;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class RegionTests
{
    [Fact]
    public void A_name_that_is_no_region_is_an_error_and_the_others_are_written()
    {
        using var shell = new Shell();
        var result = shell.Run("Get-AliyunRegion cn-hangzou, CN-Beijing");
        var error = result.Error("RegionNotFound");
        Assert.Equal("cn-hangzou", error.TargetObject);
        Assert.Contains("Get-AliyunRegion", error.AllText(), StringComparison.Ordinal);
        Assert.Equal("cn-beijing", Assert.IsType<AliyunRegion>(Assert.Single(result.Output).BaseObject).RegionId);
    }

    [Fact]
    public void A_pattern_that_nothing_matches_is_none()
    {
        using var shell = new Shell();
        Assert.Empty(shell.Run("Get-AliyunRegion nowhere*").WithoutErrors().Output);
        Assert.True(shell.Run("Get-AliyunRegion").WithoutErrors().Output.Count > 1);
        Assert.Single(shell.Simulator.Calls.Select(call => call.Action).Distinct());
    }
}

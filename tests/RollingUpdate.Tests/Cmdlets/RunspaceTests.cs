using System;
using System.Linq;
using RollingUpdate.Sts;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>A session in other runspaces of the process.</summary>
public class RunspaceTests
{
    // The module is loaded by its file: another runspace has not the modules of this one.
    private static readonly string Import = $"Import-Module '{Shell.ManifestPath}'; ";

    [Theory]
    [InlineData("Get-AliyunSession")]
    [InlineData("Connect-Aliyun -AccessKeyId $Key.AccessKeyId -AccessKeySecret $Key.AccessKeySecret -RegionId cn-hangzhou -Endpoint $Key.Endpoint")]
    public void A_session_goes_into_parallel_runspaces_with_using(string session)
    {
        using var shell = new Shell();
        shell.Run("$global:Key = $In", shell.Simulator).WithoutErrors();
        var result = shell.Run($"$session = {session}; 1, 2 | ForEach-Object -Parallel {{ {Import}$null = $using:session | Connect-Aliyun; Get-AliyunCallerIdentity }}");
        Assert.Equal([shell.Simulator.AccountId, shell.Simulator.AccountId], result.All<AliyunCallerIdentity>().Select(identity => identity.AccountId));
    }

    [Fact]
    public void Having_no_credentials_in_another_runspace_tells_why_and_what_to_type()
    {
        using var connected = new Shell();
        using var other = new Shell(connect: false);
        var text = other.Run("Get-EssScalingGroup").Error("NoProfile").AllText();
        Assert.Contains("another runspace", text, StringComparison.Ordinal);
        Assert.Contains("$using:session | Connect-Aliyun", text, StringComparison.Ordinal);
        Assert.Contains("aliyun configure", text, StringComparison.Ordinal);
    }
}

using System.IO;
using RollingUpdate.Oos;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>The cmdlets under another name: a prefix, an alias, a proxy function, a module around the module.</summary>
public class WrappedCmdletTests
{
    private const string Again = "Remove-Module RollingUpdate; ";
    private const string Proxy = "${function:global:Start-EssRollingUpdate} = [scriptblock]::Create([Management.Automation.ProxyCommand]::Create([Management.Automation.CommandMetadata]::new((Get-Command RollingUpdate\\Start-EssRollingUpdate)))); ";
    private const string WaitProxy = "${function:global:Wait-OosExecution} = [scriptblock]::Create([Management.Automation.ProxyCommand]::Create([Management.Automation.CommandMetadata]::new((Get-Command RollingUpdate\\Wait-OosExecution)))); ";

    [Theory]
    [InlineData(Again + "Import-Module $Manifest -Prefix My", "Start-MyEssRollingUpdate")]
    [InlineData(Again + "Import-Module $Folder/Outer.psd1", "Start-EssRollingUpdate")]
    [InlineData("${alias:update} = 'Start-EssRollingUpdate'", "update")]
    [InlineData(Proxy, "Start-EssRollingUpdate")]
    public void A_job_works_under_every_name(string setup, string name)
    {
        using var shell = new Shell();
        File.WriteAllText(Path.Combine(shell.Home.Folder, "Outer.psd1"), $"@{{ ModuleVersion = '1.0'; NestedModules = '{Shell.ManifestPath}'; CmdletsToExport = '*' }}");
        shell.Run($"$global:Folder = $In; $global:Manifest = '{Shell.ManifestPath}'; {setup}", shell.Home.Folder).WithoutErrors();

        var result = shell.Run($"{name} {Shell.GroupId} -Script 'echo 1' -AsJob | Wait-Job -Timeout 120 | Receive-Job");

        Assert.Equal("Success", result.Single<OosExecution>().Status);
    }

    [Fact]
    public void A_gate_in_a_job_finds_the_cmdlets_under_their_prefix_and_without_it()
    {
        using var shell = new Shell();
        shell.Home.Clock.TakesTurns = true;
        shell.Run($"{Again}Import-Module '{Shell.ManifestPath}' -Prefix My").WithoutErrors();
        var result = shell.Run($"Start-MyEssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -Gate {{ @(Get-MyEssScalingInstance {Shell.GroupId}).Count -eq @(Get-EssScalingInstance {Shell.GroupId}).Count }} -AsJob | Wait-Job -Timeout 120 | Receive-Job");
        Assert.Equal("Success", result.Single<OosExecution>().Status);
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData("7200", 7200)]
    [InlineData("00:01:00", 60)]
    [InlineData("([timespan]::FromMilliseconds(1500))", 1.5)]
    public void A_number_is_seconds_through_a_proxy_too(string typed, double seconds)
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 2 -BatchPauseOption EveryBatchPause | Wait-OosExecution -Until Waiting").Single<OosExecution>();
        foreach (var proxy in new[] { "", WaitProxy })
        {
            var before = shell.Home.Clock.Elapsed;
            shell.Run($"{proxy}$In | Wait-OosExecution -Timeout {typed}", update).Error("WaitTimedOut");
            Assert.InRange((shell.Home.Clock.Elapsed - before).TotalSeconds, seconds, seconds + 20);
        }
    }
}

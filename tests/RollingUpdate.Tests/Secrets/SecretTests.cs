using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;
using RollingUpdate.Tests.Conventions;
using Xunit;

namespace RollingUpdate.Tests.Secrets;

/// <summary>
/// Secrets leave nowhere, even when whoever is called repeats all that he was sent: known secrets, tokens and signatures go into every error
/// of every cmdlet, and all that comes out is searched for them, plain, URL-encoded, in base64, in JSON and HTML, whole and in halves.
/// </summary>
public class SecretTests
{
    private static readonly Canary Script = new("script", "echo 'Cn4ry of a script' > /tmp/x");
    private static readonly Canary RollbackScript = new("rollback script", "echo 'Cn4ry of a rollback' > /tmp/x");

    public static TheoryData<string> CallingCmdlets() => [.. Calling.Keys];

    public static TheoryData<int> Runs() => [.. Enumerable.Range(0, CmdletRun.All.Count)];

    // Every cmdlet that calls the cloud with a session.
    private static readonly Dictionary<string, string> Calling = new()
    {
        ["Connect-Aliyun"] = "Connect-Aliyun -ProfileName canary -Verify",
        ["Export-EssRollingUpdateReport"] = "Export-EssRollingUpdateReport exec-1 -Path ([System.IO.Path]::Combine($Folder, 'report.html'))",
        ["Get-AliyunCallerIdentity"] = "Get-AliyunCallerIdentity",
        ["Get-AliyunRegion"] = "Get-AliyunRegion",
        ["Get-AliyunSession"] = "Get-AliyunSession",
        ["Get-EssRollingUpdate"] = "Get-EssRollingUpdate asg-1; Get-EssRollingUpdate -ExecutionId exec-1",
        ["Get-EssRollingUpdateInstance"] = "Get-EssRollingUpdateInstance exec-1 -Coverage",
        ["Get-EssRollingUpdatePlan"] = "Get-EssRollingUpdatePlan asg-1 -Script 'echo 1'",
        ["Get-EssScalingConfiguration"] = "Get-EssScalingConfiguration asg-1",
        ["Get-EssScalingGroup"] = "Get-EssScalingGroup web*",
        ["Get-EssScalingInstance"] = "Get-EssScalingInstance asg-1 -Include Image, Package",
        ["Get-OosExecution"] = "Get-OosExecution exec-1; Get-OosExecution -Status Running",
        ["Get-OosExecutionLog"] = "Get-OosExecutionLog exec-1",
        ["Get-OosTaskExecution"] = "Get-OosTaskExecution exec-1",
        ["Get-OosTemplate"] = "Get-OosTemplate T; Get-OosTemplate *",
        ["New-AliyunRamUser"] = "New-AliyunRamUser clitest -PolicyName AliyunOOSFullAccess -SaveProfile clitest",
        ["Remove-OosExecution"] = "Remove-OosExecution exec-1 -Confirm:$false",
        ["Repair-EssScalingGroup"] = "Repair-EssScalingGroup asg-1 -Confirm:$false",
        ["Resume-EssProcess"] = "Resume-EssProcess asg-1",
        ["Resume-OosExecution"] = "Resume-OosExecution exec-1",
        ["Start-EssRollback"] = "Start-EssRollback exec-1 -Confirm:$false",
        ["Start-EssRollingUpdate"] = "Start-EssRollingUpdate asg-1 -Script 'echo 1'; Start-EssRollingUpdate asg-1 -ImageId m-1",
        ["Start-OosExecution"] = "Start-OosExecution T @{ a = 1 }",
        ["Stop-OosExecution"] = "Stop-OosExecution exec-1 -Confirm:$false",
        ["Suspend-EssProcess"] = "Suspend-EssProcess asg-1",
        ["Wait-OosExecution"] = "Wait-OosExecution exec-1 -Timeout 60",
    };

    [Fact]
    public void Every_cmdlet_that_calls_the_cloud_is_among_those_that_are_tried() =>
        Assert.Empty(CmdletRun.Cmdlets.Where(cmdlet => typeof(RollingUpdate.Cmdlets.CloudCommand).IsAssignableFrom(cmdlet.Value)).Select(cmdlet => cmdlet.Key).Except(Calling.Keys).Except(["Get-AliyunProfile", "Set-AliyunProfile", "Remove-AliyunProfile", "Switch-AliyunProfile"]));

    [Theory]
    [MemberData(nameof(CallingCmdlets))]
    public void Nothing_comes_out_of_an_error_even_when_the_service_repeats_what_it_was_sent(string cmdlet)
    {
        using var server = new EchoServer();
        using var shell = new Shell(connect: false);
        shell.Home.Write(SecretProfiles.Of(server.Address, shell, ("canary", "StsToken")));
        shell.Run("$global:Folder = $In", shell.Home.Folder).WithoutErrors();
        KnownSecrets.Connect(shell, server.Address);
        foreach (var kind in Enum.GetValues<Echo>())
        {
            server.Kind = kind;
            var result = shell.Run(KnownSecrets.AllStreams + Calling[cmdlet]);
            Assert.True(result.Errors.Count > 0 || result.Terminating is not null || cmdlet == "Get-AliyunSession" || result.Warnings.Count > 0, $"{kind}: no error");
            Assert.Empty(Canary.In(Revealed.Everything(result), server.Signatures.Append(KnownSecrets.Secret).Append(KnownSecrets.Token)).Select(leak => $"{kind}: {leak}"));
        }

        Assert.True(server.Requests.Count > 0 || cmdlet == "Get-AliyunSession");
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void No_cmdlet_shows_a_secret_whether_its_calls_go_well_or_fail_or_are_refused(int index)
    {
        using var shell = CmdletRun.All[index].Prepare();
        shell.Simulator.AddAccessKey("STS.canary", KnownSecrets.Secret.Secret, KnownSecrets.Token.Secret);

        RunClean(shell, index).WithoutErrors();
        var calls = shell.Simulator.Calls.Count;

        shell.Simulator.ClearCalls();
        shell.Simulator.AddFault(new SimulatorFault("*", SimulatorFaultKind.ServerError) { Count = 2 });
        shell.Simulator.AddFault(new SimulatorFault("*", SimulatorFaultKind.Malformed) { Count = 6, Skip = 1 });
        RunClean(shell, index);
        Assert.Equal(calls > 0, shell.Simulator.Calls.Any(call => call.Fault is not null));
        shell.Simulator.ClearFaults();

        shell.Simulator.AddAccessKey("STS.canary", "another", KnownSecrets.Token.Secret);
        var refused = RunClean(shell, index);
        Assert.Equal(calls > 0, refused.Errors.Count > 0 || refused.Terminating is not null);
    }

    [Fact]
    public void Nothing_comes_out_of_making_profiles_and_users()
    {
        using var shell = new Shell();
        var result = shell.Run(KnownSecrets.AllStreams + """
            Set-AliyunProfile a -Mode StsToken -AccessKeyId i -AccessKeySecret $In[0] -SecurityToken $In[1] -RegionId cn-hangzhou -PassThru
            Set-AliyunProfile b -Mode BearerToken -BearerToken $In[1] -RegionId cn-hangzhou -PassThru
            Set-AliyunProfile c -Mode RsaKeyPair -PrivateKey $In[0] -KeyPairName k -RegionId cn-hangzhou -PassThru
            Set-AliyunProfile d -Mode AK -AccessKeyId i -AccessKeySecret $In[0] -SecurityToken $In[1] -RegionId cn-hangzhou
            Set-AliyunProfile a -AccessKeySecret $In[1] -WhatIf
            Connect-Aliyun -AccessKeyId i -AccessKeySecret $In[0] -SecurityToken $In[1] -RegionId Wrong
            Get-AliyunProfile
            New-AliyunRamUser clitest -PolicyName AliyunOOSFullAccess -SaveProfile clitest
            New-AliyunRamUser clitest -SaveProfile clitest
            New-AliyunRamUser clitest -SaveProfile other
            Get-AliyunProfile clitest
            """, new object[] { KnownSecrets.Secure(KnownSecrets.Secret), KnownSecrets.Secure(KnownSecrets.Token) });
        Assert.Equal(2, result.Errors.Count);
        var saved = JObject.Parse(File.ReadAllText(shell.Home.Environment.ConfigPath))["profiles"]!.Where(profile => ((string)profile["name"]!).Length > 1).Select(profile => new Canary("new key", (string)profile["access_key_secret"]!)).ToList();
        Assert.Equal(2, saved.Count);
        Assert.Empty(Canary.In(Revealed.Everything(result), saved.Append(KnownSecrets.Secret).Append(KnownSecrets.Token)));
    }

    [Fact]
    public void Scripts_and_parameters_are_in_no_stream()
    {
        using var shell = new Shell();
        var result = shell.Run(KnownSecrets.AllStreams + """
            $u = Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script $In[0] -RollbackScript $In[1] -Wait
            $r = $u | Start-EssRollback -Confirm:$false -Wait
            $o = Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup @{ invokeType = 'invoke'; scalingGroupId = 'asg-bp18p2yfxow2dloq'; invokeScript = $In[0]; rollbackScript = $In[1] } | Wait-OosExecution
            $u, $r, $o | Get-OosExecution | Get-EssRollingUpdate
            $null = $u, $r | Get-EssRollingUpdateInstance -Coverage
            $null = $u | Get-OosTaskExecution
            """, new[] { Script.Secret, RollbackScript.Secret });
        Assert.NotEmpty(result.WithoutErrors().Output);
        Assert.Contains(result.Debug, line => line.StartsWith("StartExecution", StringComparison.Ordinal));
        Assert.Empty(Canary.In(string.Join("\n", Revealed.Streams(result)), [Script, RollbackScript]));
    }

    // One that shows something comes first, for those that do not.
    private static ShellResult RunClean(Shell shell, int index)
    {
        KnownSecrets.Connect(shell, shell.Simulator.Endpoint);
        var run = CmdletRun.All[index];
        var confirm = CmdletRun.Cmdlets[run.Cmdlet].GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess ? " -Confirm:$false" : "";
        var result = shell.Run($"{KnownSecrets.AllStreams}Get-AliyunSession; {run.Command}{confirm}");
        var shown = Revealed.Everything(result) + Revealed.OnScreen(shell, result);
        Assert.NotEmpty(shown);
        Assert.Empty(Canary.In(shown, [KnownSecrets.Secret, KnownSecrets.Token]));
        Assert.DoesNotMatch(new Regex("Signature=[0-9A-Za-z+/%]{16}", RegexOptions.CultureInvariant), shown);
        return result;
    }
}

using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions;
using RollingUpdate.Simulator;
using RollingUpdate.Sts;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>The first step of the user guide: a RAM user, its policies and its key, which goes straight into a profile.</summary>
public class RamUserTests
{
    private const string Policies = "AliyunECSFullAccess,AliyunESSFullAccess,AliyunOOSFullAccess,AliyunOSSFullAccess";
    private const string Command = $"New-AliyunRamUser clitest -DisplayName clitest -PolicyName {Policies} -SaveProfile clitest";
    private static readonly string[] AllSteps = ["CreateUser", "AttachPolicyToUser", "AttachPolicyToUser", "AttachPolicyToUser", "AttachPolicyToUser", "CreateAccessKey"];

    [Fact]
    public void One_line_makes_a_user_that_can_do_rolling_updates_from_its_profile()
    {
        using var shell = new Shell();
        var user = shell.Run(Command).Single<AliyunRamUser>();
        Assert.Equal(("clitest", "clitest", "clitest", "cn-hangzhou"), (user.UserName, user.DisplayName!, user.ProfileName!, user.RegionId!));
        Assert.Equal(Policies.Split(','), user.Policies);
        Assert.Equal(AllSteps, shell.MutatingCalls);

        var saved = Saved(shell);
        Assert.Equal("AK", (string?)saved["mode"]);
        Assert.Equal("***" + ((string)saved["access_key_id"]!)[^3..], user.AccessKey);
        Assert.Equal("acs:ram::" + shell.Run("Get-AliyunCallerIdentity").Single<AliyunCallerIdentity>().AccountId + ":user/clitest", shell.Run("Get-AliyunCallerIdentity -ProfileName clitest").Single<AliyunCallerIdentity>().Arn);
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -Wait -ProfileName clitest").WithoutErrors();
    }

    [Fact]
    public void Typed_again_it_changes_nothing_and_says_so()
    {
        using var shell = new Shell();
        shell.Run(Command).WithoutErrors();
        var before = File.ReadAllText(shell.Home.Environment.ConfigPath);
        shell.Simulator.ClearCalls();
        var again = shell.Run(Command);
        Assert.Equal("clitest", again.Single<AliyunRamUser>().ProfileName);
        Assert.Contains("has all", Assert.Single(again.Warnings), StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);
        Assert.Equal(before, File.ReadAllText(shell.Home.Environment.ConfigPath));
    }

    [Fact]
    public void WhatIf_tells_all_steps_and_makes_none()
    {
        using var shell = new Shell();
        Assert.Empty(shell.Run(Command + " -WhatIf").WithoutErrors().Output);
        Assert.Empty(shell.MutatingCalls);
        Assert.False(File.Exists(shell.Home.Environment.ConfigPath));
    }

    [Theory]
    [InlineData("AttachPolicyToUser", "the RAM user clitest.")]
    [InlineData("CreateAccessKey", "its policy AliyunOSSFullAccess.")]
    public void A_step_that_fails_tells_what_there_is_and_the_next_run_does_the_rest(string action, string part)
    {
        using var shell = new Shell();
        shell.Simulator.AddFault(new SimulatorFault(action, SimulatorFaultKind.Error) { Code = "InternalRefusal", HttpStatus = 400, Message = "Not now." });
        var error = shell.Run(Command).Error("RamUserIncomplete");
        Assert.Contains("Not now.", error.AllText(), StringComparison.Ordinal);
        Assert.Contains(part, error.AllText(), StringComparison.Ordinal);
        Assert.Contains("type the same again", error.AllText(), StringComparison.Ordinal);
        Assert.False(File.Exists(shell.Home.Environment.ConfigPath));

        shell.Simulator.ClearCalls();
        var user = shell.Run(Command).Single<AliyunRamUser>();
        Assert.Equal("clitest", user.ProfileName);
        Assert.DoesNotContain("CreateUser", shell.MutatingCalls);
        Assert.Equal(1, shell.MutatingCalls.Count(call => call == "CreateAccessKey"));
        shell.Run("Get-AliyunCallerIdentity -ProfileName clitest").WithoutErrors();
    }

    [Theory]
    [InlineData("CreateUser")]
    [InlineData("AttachPolicyToUser")]
    public void A_lost_answer_does_no_harm(string action)
    {
        using var shell = new Shell();
        shell.Simulator.AddFault(action, SimulatorFaultKind.LoseReply);
        Assert.Equal("clitest", shell.Run(Command).Single<AliyunRamUser>().ProfileName);
        Assert.Equal(AllSteps.Append(action).Order(StringComparer.Ordinal), shell.MutatingCalls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_whose_answer_got_lost_is_named_and_the_next_run_makes_one_that_works()
    {
        using var shell = new Shell();
        shell.Simulator.AddFault("CreateAccessKey", SimulatorFaultKind.LoseReply);
        var error = shell.Run(Command).Error("RamUserIncomplete");
        Assert.Contains("its secret got lost with the answer", error.AllText(), StringComparison.Ordinal);
        Assert.Equal(1, shell.MutatingCalls.Count(call => call == "CreateAccessKey"));

        var again = shell.Run(Command);
        Assert.Equal("clitest", again.Single<AliyunRamUser>().ProfileName);
        Assert.Contains(again.Warnings, warning => warning.Contains("other AccessKeys", StringComparison.Ordinal));
        shell.Run("Get-AliyunCallerIdentity -ProfileName clitest").WithoutErrors();

        // Both keys are there now: a third is refused before anything is changed.
        shell.Run("Remove-AliyunProfile clitest -Confirm:$false").WithoutErrors();
        shell.Simulator.ClearCalls();
        shell.Run(Command).Error("TooManyAccessKeys");
        Assert.Empty(shell.MutatingCalls);
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_key_that_cannot_be_saved_is_deleted_again()
    {
        using var shell = new Shell();
        // A folder where the lock file is to be: nothing can be written, whoever runs this.
        shell.Home.Write("""{"current":"default","profiles":[{"name":"default","mode":"EcsRamRole","region_id":"cn-hangzhou"}]}""");
        Directory.CreateSymbolicLink(shell.Home.Environment.ConfigPath + ".lock", Path.Combine(shell.Home.Folder, "none", "lock"));
        var error = shell.Run(Command).Error("RamUserIncomplete");
        Assert.Contains("was deleted again", error.AllText(), StringComparison.Ordinal);
        Assert.Equal(AllSteps.Append("DeleteAccessKey"), shell.MutatingCalls);

        File.Delete(shell.Home.Environment.ConfigPath + ".lock");
        var again = shell.Run(Command);
        Assert.Equal("clitest", again.Single<AliyunRamUser>().ProfileName);
        Assert.DoesNotContain(again.Warnings, warning => warning.Contains("other AccessKeys", StringComparison.Ordinal));
        Assert.Equal("default", (string?)JObject.Parse(File.ReadAllText(shell.Home.Environment.ConfigPath))["current"]);
    }

    [Theory]
    [InlineData("New-AliyunRamUser 'bad name' -SaveProfile p", "InvalidUserName", "clitest")]
    [InlineData("New-AliyunRamUser clitest -PolicyName 'a b'", "InvalidPolicyName", "commas")]
    [InlineData("New-AliyunRamUser clitest -SaveProfile ' p'", "InvalidProfileName", "prod")]
    [InlineData("New-AliyunRamUser clitest -PolicyName AliyunNoSuchAccess -SaveProfile p", "PolicyNotFound", "AliyunNoSuchAccess")]
    [InlineData("New-AliyunRamUser clitest -SaveProfile taken", "ProfileExists", "Remove-AliyunProfile")]
    public void What_cannot_be_is_refused_before_anything_is_changed(string command, string errorId, string part)
    {
        using var shell = new Shell();
        shell.Home.Write("""{"current":"taken","profiles":[{"name":"taken","mode":"AK","access_key_id":"i","access_key_secret":"s","region_id":"cn-hangzhou"}]}""");
        Assert.Contains(part, shell.Run(command).Error(errorId).AllText(), StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void A_user_of_that_name_who_is_somebody_else_is_left_alone()
    {
        using var shell = new Shell();
        shell.Run("New-AliyunRamUser clitest -DisplayName 'Cli Test' -Comment 'of the guide'").WithoutErrors();
        Assert.Equal(["CreateUser"], shell.MutatingCalls);
        shell.Simulator.ClearCalls();
        Assert.Contains("Cli Test", shell.Run(Command).Error("RamUserExists").AllText(), StringComparison.Ordinal);
        Assert.Empty(shell.MutatingCalls);
    }

    [Fact]
    public void Without_the_permission_nothing_is_changed_and_the_permission_is_named()
    {
        using var shell = new Shell();
        shell.Simulator.DenyAction(shell.Simulator.AccessKeyId, "ram:CreateUser");
        var error = shell.Run(Command).Error("AccessDenied");
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
        Assert.Contains("ram:CreateUser", error.AllText(), StringComparison.Ordinal);
    }

    private static JToken Saved(Shell shell) => JObject.Parse(File.ReadAllText(shell.Home.Environment.ConfigPath))["profiles"]!.Single(profile => (string?)profile["name"] == "clitest");
}

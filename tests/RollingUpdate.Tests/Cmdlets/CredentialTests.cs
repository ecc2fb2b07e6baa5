using System;
using System.Linq;
using System.Net;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions;
using RollingUpdate.Simulator;
using RollingUpdate.Sts;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Profiles of roles in the engine, against the simulator's STS: from signing in to a wait that outlives its keys.</summary>
public sealed class CredentialTests : IDisposable
{
    // Keys end by the simulated clock, signatures by the real one: with the first running ahead, dates cannot be checked.
    private readonly Shell _shell = new(new SimulatorOptions { CheckFreshness = false }, connect: false);
    private readonly string _role;

    public CredentialTests()
    {
        _role = _shell.Simulator.AddRole("Ops");
        _shell.Home.Clock.OnDelay = time =>
        {
            _shell.Home.Clock.UtcNow += time;
            _shell.Simulator.Advance(time);
        };
        var profile = new JObject
        {
            ["name"] = "deploy",
            ["mode"] = "RamRoleArn",
            ["access_key_id"] = _shell.Simulator.AccessKeyId,
            ["access_key_secret"] = Secret,
            ["ram_role_arn"] = _role,
            ["ram_session_name"] = "tests",
            ["expired_seconds"] = 900,
            ["region_id"] = "cn-hangzhou",
            ["endpoint"] = _shell.Simulator.Endpoint.ToString(),
        };
        _shell.Home.Write(new JObject { ["current"] = "deploy", ["profiles"] = new JArray(profile) }.ToString());
    }

    private string Secret => new NetworkCredential("", _shell.Simulator.AccessKeySecret).Password;

    private int Keys => _shell.Simulator.Calls.Count(call => call.Action == "AssumeRole" && call.HttpStatus == 200);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_role_works_like_any_profile_and_the_session_tells_where_its_key_comes_from_and_ends()
    {
        var before = _shell.Run("Get-AliyunSession").Single<AliyunSession>();
        Assert.Equal(("deploy", "RamRoleArn", $"profile 'deploy' → role {_role}"), (before.ProfileName, before.Mode, before.Source));
        Assert.Null(before.AccessKeyId);
        Assert.Null(before.ExpiresAt);
        Assert.Empty(_shell.Simulator.Calls);

        Assert.EndsWith(":assumed-role/Ops/tests", _shell.Run("Get-AliyunCallerIdentity").Single<AliyunCallerIdentity>().Arn, StringComparison.Ordinal);
        _shell.Run("Get-AliyunRegion -RegionId cn-beijing").WithoutErrors();

        var after = _shell.Run("Get-AliyunSession").Single<AliyunSession>();
        Assert.StartsWith("***", after.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal(_shell.Simulator.Now.AddMinutes(15), after.ExpiresAt!.Value, TimeSpan.FromSeconds(2));
        // One key for both regions.
        Assert.Equal(1, Keys);
    }

    [Fact]
    public void A_wait_that_outlives_its_keys_has_them_renewed_before_they_end()
    {
        var wait = _shell.Run("Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'sleep 590' -BatchNumber 5 -SafetyCheck Skip -Wait -PollingInterval 00:01:00");
        wait.WithoutErrors();
        Assert.True(_shell.Home.Clock.Elapsed > TimeSpan.FromMinutes(30), "It should have taken longer than two keys live.");
        Assert.InRange(Keys, 3, (int)(_shell.Home.Clock.Elapsed.TotalMinutes / 10) + 2);
        Assert.DoesNotContain(_shell.Simulator.Calls, call => call.Code == "InvalidSecurityToken.Expired");
    }

    [Fact]
    public void A_key_that_ends_unforeseen_is_renewed_once_and_the_call_repeated()
    {
        _shell.Run("Get-AliyunCallerIdentity").WithoutErrors();
        // The cloud's clock alone goes on: this machine believes its key still good.
        _shell.Simulator.Advance(TimeSpan.FromMinutes(16));
        var again = _shell.Run("Get-AliyunCallerIdentity -Verbose").WithoutErrors();
        Assert.Contains(again.Verbose, line => line.Contains("InvalidSecurityToken.Expired", StringComparison.Ordinal) && line.Contains("renewed", StringComparison.Ordinal));
        Assert.Equal(2, Keys);
        Assert.Single(_shell.Simulator.Calls, call => call.Code == "InvalidSecurityToken.Expired");
    }

    [Fact]
    public void Verify_asks_who_it_is_and_keeps_the_answer()
    {
        var session = _shell.Run("Connect-Aliyun -ProfileName deploy -Verify").Single<AliyunSession>();
        Assert.True(session.IsConnected);
        Assert.EndsWith(":assumed-role/Ops/tests", session.Arn, StringComparison.Ordinal);
        Assert.NotNull(session.ExpiresAt);
        Assert.Equal(session.Arn, _shell.Run("Get-AliyunSession").Single<AliyunSession>().Arn);
        _shell.Run("Get-AliyunRegion").WithoutErrors();
        Assert.Equal(1, Keys);
    }

    [Fact]
    public void What_does_not_verify_is_an_error_and_the_session_before_goes_on()
    {
        _shell.Connect();
        var error = _shell.Run("Connect-Aliyun -AccessKeyId LTAI-nobody -AccessKeySecret $In -RegionId cn-hangzhou -Endpoint " + _shell.Simulator.Endpoint + " -Verify", _shell.Simulator.AccessKeySecret)
            .Error("CredentialRefused");
        Assert.Contains("InvalidAccessKeyId.NotFound", error.AllText(), StringComparison.Ordinal);
        Assert.Null(_shell.Run("Get-AliyunSession").Single<AliyunSession>().ProfileName);
        Assert.Equal("***" + _shell.Simulator.AccessKeyId[^3..], _shell.Run("Get-AliyunSession").Single<AliyunSession>().AccessKeyId);
    }

    [Fact]
    public void A_session_keeps_its_secret_when_the_caller_disposes_of_his()
    {
        using var secret = _shell.Simulator.AccessKeySecret.Copy();
        _shell.Run($"Connect-Aliyun -AccessKeyId {_shell.Simulator.AccessKeyId} -AccessKeySecret $In -RegionId cn-hangzhou -Endpoint {_shell.Simulator.Endpoint}; $In.Dispose()", secret).WithoutErrors();
        _shell.Run("Get-AliyunCallerIdentity").WithoutErrors();
    }

    [Fact]
    public void A_role_that_cannot_be_assumed_is_told_with_profile_mode_step_and_advice()
    {
        _shell.Simulator.DenyAction(_shell.Simulator.AccessKeyId, "sts:AssumeRole");
        var error = _shell.Run("Get-OosExecution").Error("CredentialsNotObtained");
        Assert.Contains($"Profile 'deploy' (mode RamRoleArn) gives no credentials: AssumeRole of {_role}", error.AllText(), StringComparison.Ordinal);
        Assert.Contains("sts:AssumeRole", error.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_signs_in_with_its_token()
    {
        var provider = _shell.Simulator.AddOidcProvider("cluster");
        var token = _shell.Simulator.IssueOidcToken(provider, "system:serviceaccount:ops:updater", TimeSpan.FromHours(1));
        var file = System.IO.Path.Combine(_shell.Home.Folder, "token");
        System.IO.File.WriteAllText(file, token);
        var profile = new JObject
        {
            ["name"] = "pod",
            ["mode"] = "OIDC",
            ["oidc_provider_arn"] = provider,
            ["oidc_token_file"] = file,
            ["ram_role_arn"] = _role,
            ["ram_session_name"] = "pod",
            ["region_id"] = "cn-hangzhou",
            ["endpoint"] = _shell.Simulator.Endpoint.ToString(),
        };
        _shell.Home.Write(new JObject { ["current"] = "pod", ["profiles"] = new JArray(profile) }.ToString());
        var run = _shell.Run("Get-AliyunCallerIdentity -Verbose -Debug");
        Assert.EndsWith(":assumed-role/Ops/pod", run.Single<AliyunCallerIdentity>().Arn, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Verbose.Concat(run.Debug), line => line.Contains(token, StringComparison.Ordinal));
        _shell.Simulator.Advance(TimeSpan.FromHours(2));
        Assert.Contains("AuthenticationFail.OIDCToken.Expired", _shell.Run("Get-AliyunCallerIdentity").Error("CredentialsNotObtained").AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BearerToken")]
    [InlineData("Anonymous")]
    public void Modes_that_sign_nothing_are_refused_and_cmdlets_that_need_no_profile_work(string mode)
    {
        var profile = new JObject { ["name"] = "x", ["mode"] = mode, ["bearer_token"] = "bearer-secret", ["region_id"] = "cn-hangzhou" };
        _shell.Home.Write(new JObject { ["current"] = "x", ["profiles"] = new JArray(profile) }.ToString());
        var error = _shell.Run("Get-OosExecution").Error("ProfileModeUnsupported");
        Assert.Contains($"(mode {mode})", error.AllText(), StringComparison.Ordinal);
        Assert.DoesNotContain("bearer-secret", error.AllText(), StringComparison.Ordinal);
        _shell.Run("Disconnect-Aliyun").WithoutErrors();
    }

    [Fact]
    public void A_corrupt_file_stops_only_what_needs_it()
    {
        _shell.Home.Write("{\n  \"current\": \"a\",\n  oops");
        var error = _shell.Run("Get-AliyunSession").Error("ConfigFileUnreadable");
        Assert.Contains("config.json", error.AllText(), StringComparison.Ordinal);
        Assert.Contains("line 3, position", error.AllText(), StringComparison.Ordinal);
        _shell.Connect();
        _shell.Run("Get-OosExecution").WithoutErrors();
        Assert.IsType<AliyunSession>(_shell.Run("Get-AliyunSession").Single<AliyunSession>());
    }
}

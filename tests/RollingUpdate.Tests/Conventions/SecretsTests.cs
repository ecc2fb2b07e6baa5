using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using RollingUpdate.Sessions;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Conventions;

/// <summary>Known secrets go through every cmdlet with all streams on, well and badly, and are looked for in everything that comes out.</summary>
public class SecretsTests
{
    private const string Secret = "Canary+Secret/of=the&key";
    private const string Token = "Canary+Token/of=the&session";
    private static readonly string[] Canaries = [.. new[] { Secret, Token }.SelectMany(Forms)];

    public static TheoryData<int> Runs() => [.. Enumerable.Range(0, CmdletRun.All.Count)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void No_cmdlet_shows_a_secret_whether_its_calls_go_well_or_fail_or_are_refused(int index)
    {
        using var shell = CmdletRun.All[index].Prepare();
        shell.Simulator.AddAccessKey("STS.canary", Secret, Token);
        // What shows nothing itself is followed by what does.
        var command = CmdletRun.All[index].Command + "; Get-AliyunSession";
        Connect(shell, Secret);
        AssertClean(shell, command);

        Connect(shell, Secret);
        shell.Simulator.AddFault(new SimulatorFault("*", SimulatorFaultKind.ServerError) { Count = 2 });
        shell.Simulator.AddFault(new SimulatorFault("*", SimulatorFaultKind.Malformed) { Count = 6, Skip = 1 });
        AssertClean(shell, command);
        shell.Simulator.ClearFaults();

        Connect(shell, "another");
        AssertClean(shell, command);
    }

    [Theory]
    [InlineData("""{"name":"p","mode":"AK","access_key_id":"LTAIcanary","access_key_secret":"SECRET","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"StsToken","access_key_id":"STS.canary","access_key_secret":"SECRET","sts_token":"TOKEN","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"RamRoleArn","access_key_id":"LTAIcanary","access_key_secret":"SECRET","sts_token":"TOKEN","ram_role_arn":"acs:ram::1:role/r","ram_session_name":"session","sts_endpoint":"127.0.0.1:1","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"RsaKeyPair","key_pair_name":"pair","private_key":"SECRET","sts_endpoint":"127.0.0.1:1","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"External","process_command":"/bin/sh -c 'echo {\\\"mode\\\":\\\"AK\\\",\\\"access_key_secret\\\":\\\"SECRET\\\"}; exit 3'","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"CredentialsURI","credentials_uri":"http://127.0.0.1:1/creds?token=SECRET","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"CloudSSO","cloud_sso_sign_in_url":"https://127.0.0.1:1/start/login","cloud_sso_account_id":"1","cloud_sso_access_config":"c","access_token":"SECRET","cloud_sso_access_token_expire":4102444800,"sts_token":"TOKEN","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"OAuth","oauth_site_type":"CN","oauth_access_token":"TOKEN","oauth_refresh_token":"SECRET","oauth_access_token_expire":1,"region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    [InlineData("""{"name":"p","mode":"BearerToken","bearer_token":"SECRET","region_id":"cn-hangzhou","endpoint":"127.0.0.1:1"}""")]
    public void No_profile_shows_a_secret_whatever_is_done_with_it(string profile)
    {
        using var shell = new Shell(connect: false);
        shell.Home.Write($$"""{"current":"p","profiles":[{{profile.Replace("SECRET", Secret, StringComparison.Ordinal).Replace("TOKEN", Token, StringComparison.Ordinal)}}]}""");
        foreach (var command in new[] { "Get-AliyunProfile", "Get-AliyunSession", "Connect-Aliyun -ProfileName p -Verify", "Get-EssScalingGroup -ProfileName p", "Get-OosExecution", "Set-AliyunProfile p -RegionId cn-beijing -PassThru -Confirm:$false", "Remove-AliyunProfile p -Confirm:$false" })
            AssertClean(shell, command);
    }

    [Theory]
    [InlineData("Set-AliyunProfile new -Mode StsToken -AccessKeyId STS.canary -AccessKeySecret $In[0] -StsToken $In[1] -RegionId cn-hangzhou -PassThru -Confirm:$false")]
    [InlineData("Set-AliyunProfile new -Mode AK -AccessKeyId 'LTAI canary' -AccessKeySecret $In[0] -RegionId 'no region' -Confirm:$false")]
    [InlineData("Connect-Aliyun -AccessKeyId STS.canary -AccessKeySecret $In[0] -SecurityToken $In[1] -RegionId cn-hangzhou -Endpoint http://127.0.0.1:1 -Verify")]
    public void What_is_typed_as_a_secret_is_not_shown_again(string command)
    {
        using var shell = new Shell(connect: false);
        AssertClean(shell, command, new[] { Secure(Secret), Secure(Token) });
    }

    [Fact]
    public void Debug_output_holds_no_script_and_no_parameters()
    {
        using var shell = new Shell();
        var result = shell.Run($"$DebugPreference = 'Continue'; $VerbosePreference = 'Continue'; Start-EssRollingUpdate {Shell.GroupId} -Script 'echo script-canary' -RollbackScript 'echo undo-canary' -Wait").WithoutErrors();
        Assert.NotEmpty(result.Debug);
        Assert.DoesNotContain(result.Debug.Concat(result.Verbose), line => line.Contains("-canary", StringComparison.Ordinal));
    }

    private static void Connect(Shell shell, string secret) => shell.Provider.Connect(new ConnectRequest
    {
        AccessKeyId = "STS.canary",
        AccessKeySecret = Secure(secret),
        SecurityToken = Secure(Token),
        RegionId = shell.Simulator.RegionId,
        Endpoint = shell.Simulator.Endpoint,
    });

    private static System.Security.SecureString Secure(string text) => new System.Net.NetworkCredential("", text).SecurePassword;

    private static void AssertClean(Shell shell, string command, object? input = null)
    {
        var result = shell.Run($"$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; {command}", input);
        shell.Run("$In | Out-Host", result.Output);
        var shown = new StringBuilder();
        foreach (var text in result.Warnings.Concat(result.Verbose).Concat(result.Debug).Concat(result.Information).Concat(shell.Host.Lines).Concat(shell.Host.WarningLines))
            shown.AppendLine(text);
        foreach (var record in result.Progress.Concat(shell.Host.ProgressRecords))
            shown.AppendLine(record.Activity).AppendLine(record.StatusDescription).AppendLine(record.CurrentOperation);
        foreach (var item in result.Output)
            shown.AppendLine(item.ToString()).AppendLine(PSSerializer.Serialize(item, 4));
        foreach (var error in result.Errors)
            shown.AppendLine(error.ToString()).AppendLine(error.ErrorDetails?.Message).AppendLine(error.ErrorDetails?.RecommendedAction).AppendLine(error.Exception.ToString()).AppendLine(PSSerializer.Serialize(error.TargetObject, 3));
        if (result.Terminating is { } terminating)
            shown.AppendLine(terminating.ToString());
        Assert.True(shown.Length > 0, "Nothing was shown, so nothing was tested.");
        var all = shown.ToString();
        foreach (var canary in Canaries)
            Assert.DoesNotContain(canary, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(new Regex("Signature=[0-9A-Za-z+/%]{16}", RegexOptions.CultureInvariant), all);
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(Uri.EscapeDataString(secret));
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        yield return System.Security.SecurityElement.Escape(secret);
    }
}

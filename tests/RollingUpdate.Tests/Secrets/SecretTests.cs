using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions;
using RollingUpdate.Tests.Conventions;
using Xunit;

namespace RollingUpdate.Tests.Secrets;

/// <summary>
/// Secrets leave nowhere, even when whoever is called repeats all that he was sent: known secrets, tokens and signatures go into every error
/// of every cmdlet and through every mode of a profile, and all that comes out is searched for them, plain, URL-encoded, in base64, in JSON
/// and HTML, whole and in halves.
/// </summary>
public class SecretTests
{
    private const string AllStreams = "$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $InformationPreference = 'Continue'; ";

    // Characters that look different in each encoding.
    private static readonly Canary Secret = new("secret", "Cn4ry/S3cr3t+\"<&>é中=end-of-it");
    private static readonly Canary Token = new("token", "Cn4ry/T0k3n+\"&%20=end-of-the-token/CAISogJ1q6Ft5B2yfSjIr5eA=");
    private static readonly Canary Script = new("script", "echo 'Cn4ry of a script' > /tmp/x");
    private static readonly Canary RollbackScript = new("rollback script", "echo 'Cn4ry of a rollback' > /tmp/x");

    public static TheoryData<string> CallingCmdlets() => [.. Calling.Keys];

    public static TheoryData<string> Modes() => [.. ModeFields.Keys];

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

    // The secrets of each mode, as the file has them; $S the secret, $T the token, $U the server.
    private static readonly Dictionary<string, string> ModeFields = new()
    {
        ["AK"] = """{"access_key_id":"LTAI-canary","access_key_secret":$S}""",
        ["StsToken"] = """{"access_key_id":"STS.canary","access_key_secret":$S,"sts_token":$T}""",
        ["RamRoleArn"] = """{"access_key_id":"LTAI-canary","access_key_secret":$S,"sts_token":$T,"ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["ChainableRamRoleArn"] = """{"source_profile":"source","ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["EcsRamRole"] = """{"ram_role_name":"role"}""",
        ["RamRoleArnWithRoleName"] = """{"ram_role_name":"role","ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["RsaKeyPair"] = """{"private_key":$S,"key_pair_name":"pair","sts_endpoint":$U}""",
        ["External"] = """{"process_command":"/bin/sh -c 'cat \"$F\"; cat \"$F\" >&2'"}""",
        ["CredentialsURI"] = """{"credentials_uri":$C}""",
        ["OIDC"] = """{"oidc_provider_arn":"p","oidc_token_file":$F,"ram_role_arn":"acs:ram::1:role/r","ram_session_name":"s","sts_endpoint":$U}""",
        ["CloudSSO"] = """{"cloud_sso_sign_in_url":$U,"cloud_sso_account_id":"1","cloud_sso_access_config":"ac","access_token":$T,"cloud_sso_access_token_expire":4102444800}""",
        ["OAuth"] = """{"oauth_site_type":"CN","oauth_access_token":$S,"oauth_refresh_token":$T,"oauth_access_token_expire":1}""",
        ["BearerToken"] = """{"bearer_token":$T}""",
        ["Anonymous"] = """{"access_key_secret":$S}""",
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
        shell.Home.Write(Profiles(server.Address, shell, ("canary", "StsToken")));
        shell.Run("$global:Folder = $In", shell.Home.Folder).WithoutErrors();
        Connect(shell, server.Address);
        foreach (var kind in Enum.GetValues<Echo>())
        {
            server.Kind = kind;
            var result = shell.Run(AllStreams + Calling[cmdlet]);
            Assert.True(result.Errors.Count > 0 || result.Terminating is not null || cmdlet == "Get-AliyunSession" || result.Warnings.Count > 0, $"{kind}: no error");
            Assert.Empty(Canary.In(Revealed.Everything(result), server.Signatures.Append(Secret).Append(Token)).Select(leak => $"{kind}: {leak}"));
        }

        Assert.True(server.Requests.Count > 0 || cmdlet == "Get-AliyunSession");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Nothing_comes_out_of_a_profile_of_any_mode(string mode)
    {
        using var server = new EchoServer();
        using var shell = new Shell(connect: false);
        shell.Home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = server.Address.ToString();
        shell.Home.Variables["ROLLINGUPDATE_OAUTH_ENDPOINT"] = server.Address.ToString();
        shell.Home.Write(Profiles(server.Address, shell, ("canary", mode), ("source", "StsToken")));
        foreach (var kind in Enum.GetValues<Echo>())
        {
            server.Kind = kind;
            var result = shell.Run(AllStreams + "Get-AliyunProfile; Get-AliyunSession; Get-AliyunCallerIdentity; Connect-Aliyun -ProfileName canary; Get-OosExecution -ProfileName canary; Disconnect-Aliyun; Set-AliyunProfile canary -Language zh -PassThru; Switch-AliyunProfile canary -PassThru");
            Assert.Empty(Canary.In(Revealed.Everything(result), server.Signatures.Append(Secret).Append(Token)).Select(leak => $"{kind}: {leak}"));
        }
    }

    [Theory]
    [InlineData("RamRoleArn")]
    [InlineData("ChainableRamRoleArn")]
    [InlineData("EcsRamRole")]
    [InlineData("RamRoleArnWithRoleName")]
    [InlineData("CredentialsURI")]
    [InlineData("OIDC")]
    [InlineData("CloudSSO")]
    [InlineData("OAuth")]
    [InlineData("External")]
    public void Nothing_comes_out_of_credentials_that_were_fetched(string mode)
    {
        if (mode == "External" && OperatingSystem.IsWindows())
            return;
        var fetched = new Canary("fetched secret", "F3tch3d/S3cr3t+\"<&=end-of-the-fetched");
        var fetchedToken = new Canary("fetched token", "F3tch3d/T0k3n+\"<&=end-of-the-fetched-token");
        using var server = new EchoServer(request => Gives(request, fetched, fetchedToken));
        using var shell = new Shell(connect: false);
        shell.Home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = server.Address.ToString();
        shell.Home.Variables["ROLLINGUPDATE_OAUTH_ENDPOINT"] = server.Address.ToString();
        shell.Home.Write(Profiles(server.Address, shell, ("canary", mode), ("source", "StsToken")));
        if (mode == "External")
            File.WriteAllText(Path.Combine(shell.Home.Folder, "secret.txt"), new JObject { ["mode"] = "StsToken", ["access_key_id"] = "STS.fetched", ["access_key_secret"] = fetched.Secret, ["sts_token"] = fetchedToken.Secret }.ToString());
        var result = shell.Run(AllStreams + "Get-OosExecution; Get-AliyunSession; Get-AliyunProfile; Get-AliyunCallerIdentity");
        // It is the call that fails, signed with what was fetched.
        Assert.True(server.Requests.Any(request => request.Headers.GetValueOrDefault("x-acs-security-token") == fetchedToken.Secret), string.Join("\n", result.Errors));
        Assert.NotEmpty(result.Errors);
        Assert.NotEmpty(result.Errors);
        Assert.Empty(Canary.In(Revealed.Everything(result), server.Signatures.Concat([Secret, Token, fetched, fetchedToken])));
    }

    [Fact]
    public void Nothing_comes_out_of_a_file_that_cannot_be_read()
    {
        var field = $"\"access_key_secret\":{JsonText(Secret.Secret)}";
        string[] broken =
        [
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\"," + field,
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\"," + field + " " + JsonText(Token.Secret) + "}]}",
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\",\"access_key_secret\":" + Token.Secret + "}]}",
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\"," + field + "}]} " + Token.Secret,
            Secret.Secret,
        ];
        foreach (var content in broken)
        {
            using var shell = new Shell(connect: false);
            shell.Home.Write(content);
            var result = shell.Run(AllStreams + "Get-AliyunProfile; Get-AliyunSession; Get-OosExecution; Set-AliyunProfile p -Language zh; Switch-AliyunProfile p; Remove-AliyunProfile p -Confirm:$false; Connect-Aliyun -ProfileName p");
            Assert.Equal(7, result.Errors.Count);
            Assert.Empty(Canary.In(Revealed.Everything(result), [Secret, Token]));
        }
    }

    [Fact]
    public void Nothing_comes_out_of_making_profiles_and_users()
    {
        using var shell = new Shell();
        var secret = new NetworkCredential("", Secret.Secret).SecurePassword;
        var token = new NetworkCredential("", Token.Secret).SecurePassword;
        var result = shell.Run(AllStreams + """
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
            """, new object[] { secret, token });
        Assert.Equal(2, result.Errors.Count);
        var saved = JObject.Parse(File.ReadAllText(shell.Home.Environment.ConfigPath))["profiles"]!.Where(profile => ((string)profile["name"]!).Length > 1).Select(profile => new Canary("new key", (string)profile["access_key_secret"]!)).ToList();
        Assert.Equal(2, saved.Count);
        Assert.Empty(Canary.In(Revealed.Everything(result), saved.Append(Secret).Append(Token)));
    }

    [Fact]
    public void Scripts_and_parameters_are_in_no_stream()
    {
        using var shell = new Shell();
        var result = shell.Run(AllStreams + """
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

    private static void Connect(Shell shell, Uri endpoint) => shell.Provider.Connect(new ConnectRequest
    {
        AccessKeyId = "STS.canary",
        AccessKeySecret = new NetworkCredential("", Secret.Secret).SecurePassword,
        SecurityToken = new NetworkCredential("", Token.Secret).SecurePassword,
        RegionId = "cn-hangzhou",
        Endpoint = endpoint,
    });

    private static string Profiles(Uri server, Shell shell, params (string Name, string Mode)[] profiles)
    {
        var file = Path.Combine(shell.Home.Folder, "secret.txt");
        File.WriteAllText(file, Token.Secret);
        return new JObject
        {
            ["current"] = profiles[0].Name,
            ["profiles"] = new JArray(profiles.Select(profile =>
            {
                var fields = JObject.Parse(ModeFields[profile.Mode]
                    .Replace("\\\"$F\\\"", "\\\"" + file.Replace("\\", "/", StringComparison.Ordinal) + "\\\"", StringComparison.Ordinal)
                    .Replace("$F", JsonText(file), StringComparison.Ordinal)
                    .Replace("$S", JsonText(Secret.Secret), StringComparison.Ordinal)
                    .Replace("$T", JsonText(Token.Secret), StringComparison.Ordinal)
                    .Replace("$U", JsonText(server.ToString()), StringComparison.Ordinal)
                    .Replace("$C", JsonText($"{server}credentials?key={Uri.EscapeDataString(Secret.Secret)}"), StringComparison.Ordinal));
                fields["name"] = profile.Name;
                fields["mode"] = profile.Mode;
                fields["region_id"] = "cn-hangzhou";
                fields["endpoint"] = server.ToString();
                return fields;
            })),
        }.ToString();
    }

    // Whatever gives credentials gives these; calls of products are left to the echo.
    private static string? Gives(WireRequest request, Canary secret, Canary token)
    {
        var text = request.Target + request.Body + request.Headers.GetValueOrDefault("x-acs-action");
        var key = new JObject { ["Code"] = "Success", ["AccessKeyId"] = "STS.fetched", ["AccessKeySecret"] = secret.Secret, ["SecurityToken"] = token.Secret, ["Expiration"] = "2099-01-01T00:00:00Z" };
        return request.Target.StartsWith("/latest/api/token", StringComparison.Ordinal) ? LoopbackServer.Reply("metadata-token", 200, "text/plain")
            : request.Target.StartsWith("/latest/", StringComparison.Ordinal) || request.Target.StartsWith("/credentials", StringComparison.Ordinal) ? LoopbackServer.Json(key.ToString())
            : request.Target.StartsWith("/cloud-credentials", StringComparison.Ordinal) ? LoopbackServer.Json(new JObject { ["CloudCredential"] = key }.ToString())
            : request.Target.StartsWith("/v1/token", StringComparison.Ordinal) ? LoopbackServer.Json(new JObject { ["access_token"] = secret.Secret, ["refresh_token"] = token.Secret, ["expires_in"] = 3600, ["token_type"] = "Bearer" }.ToString())
            : request.Target.StartsWith("/v1/exchange", StringComparison.Ordinal) ? LoopbackServer.Json(new JObject { ["accessKeyId"] = "STS.fetched", ["accessKeySecret"] = secret.Secret, ["securityToken"] = token.Secret, ["expiration"] = "2099-01-01T00:00:00Z" }.ToString())
            : text.Contains("AssumeRole", StringComparison.Ordinal) ? LoopbackServer.Json(new JObject { ["Credentials"] = key }.ToString())
            : null;
    }

    private static string JsonText(string text) => Newtonsoft.Json.JsonConvert.ToString(text);
}

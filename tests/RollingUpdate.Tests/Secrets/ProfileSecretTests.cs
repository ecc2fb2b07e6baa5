using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Secrets;

/// <summary>The secrets of profiles, those that a profile fetches, and those of a file that nobody can read leave nowhere.</summary>
public class ProfileSecretTests
{
    public static TheoryData<string> Modes() => [.. SecretProfiles.Modes];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Nothing_comes_out_of_a_profile_of_any_mode(string mode)
    {
        using var server = new EchoServer();
        using var shell = new Shell(connect: false);
        shell.Home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = server.Address.ToString();
        shell.Home.Variables["ROLLINGUPDATE_OAUTH_ENDPOINT"] = server.Address.ToString();
        shell.Home.Write(SecretProfiles.Of(server.Address, shell, ("canary", mode), ("source", "StsToken")));
        foreach (var kind in Enum.GetValues<Echo>())
        {
            server.Kind = kind;
            var result = shell.Run(KnownSecrets.AllStreams + "Get-AliyunProfile; Get-AliyunSession; Get-AliyunCallerIdentity; Connect-Aliyun -ProfileName canary; Get-OosExecution -ProfileName canary; Disconnect-Aliyun; Set-AliyunProfile canary -Language zh -PassThru; Switch-AliyunProfile canary -PassThru");
            Assert.Contains(result.Output, item => item.BaseObject is AliyunProfile { ProfileName: "canary" });
            Assert.NotEmpty(result.Errors);
            Assert.Empty(Canary.In(Revealed.Everything(result), server.Signatures.Append(KnownSecrets.Secret).Append(KnownSecrets.Token)).Select(leak => $"{kind}: {leak}"));
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
        shell.Home.Write(SecretProfiles.Of(server.Address, shell, ("canary", mode), ("source", "StsToken")));
        if (mode == "External")
            File.WriteAllText(Path.Combine(shell.Home.Folder, "secret.txt"), new JObject { ["mode"] = "StsToken", ["access_key_id"] = "STS.fetched", ["access_key_secret"] = fetched.Secret, ["sts_token"] = fetchedToken.Secret }.ToString());
        var result = shell.Run(KnownSecrets.AllStreams + "Get-OosExecution; Get-AliyunSession; Get-AliyunProfile; Get-AliyunCallerIdentity");
        // It is the call that fails, signed with what was fetched.
        Assert.True(server.Requests.Any(request => request.Headers.GetValueOrDefault("x-acs-security-token") == fetchedToken.Secret), string.Join("\n", result.Errors));
        Assert.NotEmpty(result.Errors);
        Assert.Empty(Canary.In(Revealed.Everything(result), server.Signatures.Concat([KnownSecrets.Secret, KnownSecrets.Token, fetched, fetchedToken])));
    }

    [Fact]
    public void Nothing_comes_out_of_a_file_that_cannot_be_read()
    {
        var field = $"\"access_key_secret\":{JsonConvert.ToString(KnownSecrets.Secret.Secret)}";
        string[] broken =
        [
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\"," + field,
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\"," + field + " " + JsonConvert.ToString(KnownSecrets.Token.Secret) + "}]}",
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\",\"access_key_secret\":" + KnownSecrets.Token.Secret + "}]}",
            "{\"current\":\"p\",\"profiles\":[{\"name\":\"p\"," + field + "}]} " + KnownSecrets.Token.Secret,
            KnownSecrets.Secret.Secret,
        ];
        foreach (var content in broken)
        {
            using var shell = new Shell(connect: false);
            shell.Home.Write(content);
            var result = shell.Run(KnownSecrets.AllStreams + "Get-AliyunProfile; Get-AliyunSession; Get-OosExecution; Set-AliyunProfile p -Language zh; Switch-AliyunProfile p; Remove-AliyunProfile p -Confirm:$false; Connect-Aliyun -ProfileName p");
            Assert.Equal(7, result.Errors.Count);
            Assert.Empty(Canary.In(Revealed.Everything(result), [KnownSecrets.Secret, KnownSecrets.Token]));
        }
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
}

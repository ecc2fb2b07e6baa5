using System;
using System.IO;
using System.Linq;
using System.Net;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>The cmdlets for the profiles that the aliyun CLI shares, in the engine.</summary>
public class ProfileCmdletTests
{
    private const string Three = """
        {"current":"prod","profiles":[
        {"name":"dev","mode":"AK","access_key_id":"LTAI5tDevelop001","access_key_secret":"secret-dev","region_id":"cn-hangzhou","x":[1.50]},
        {"name":"prod","mode":"StsToken","access_key_id":"STS.Production002","access_key_secret":"secret-prod","sts_token":"token-prod","region_id":"cn-shanghai","sts_expiration":4102444800},
        {"name":"prod eu","mode":"ChainableRamRoleArn","source_profile":"prod","ram_role_arn":"acs:ram::1:role/eu","ram_session_name":"s","region_id":"eu-central-1","endpoint_type":"vpc"}
        ],"x_top":true}
        """;

    [Fact]
    public void Profiles_are_shown_with_their_credentials_masked()
    {
        using var shell = Shell(Three);
        var profiles = shell.Run("Get-AliyunProfile").All<AliyunProfile>();
        Assert.Equal(["dev AK cn-hangzhou False ***001", "prod StsToken cn-shanghai True ***002", "prod eu ChainableRamRoleArn eu-central-1 False prod:acs:ram::1:role/eu"],
            profiles.Select(profile => $"{profile.ProfileName} {profile.Mode} {profile.RegionId} {profile.IsCurrent} {profile.Credential}"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(4102444800), profiles[1].ExpiresAt);
        Assert.Equal(AliyunNetwork.Vpc, profiles[2].Network);
        Assert.All(profiles, profile => Assert.True(profile.IsValid));
        Assert.Equal("prod", shell.Run("Get-AliyunProfile -Current").Single<AliyunProfile>().ProfileName);
        Assert.Equal(["prod", "prod eu"], shell.Run("Get-AliyunProfile PROD*").All<AliyunProfile>().Select(profile => profile.ProfileName));
        Assert.Empty(shell.Run("Get-AliyunProfile none*").WithoutErrors().Output);
        Assert.Contains("dev, prod, prod eu", shell.Run("Get-AliyunProfile none").Error("ProfileNotFound").AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-Aliyun prod", "", "Connect-Aliyun -ProfileName dev")]
    [InlineData("Connect-Aliyun", "", "Disconnect-Aliyun")]
    [InlineData("", "ALIBABA_CLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE")]
    public void A_switch_that_changes_nothing_here_says_so(string session, string variable, string told)
    {
        using var shell = Shell(Three);
        if (variable.Length > 0)
            shell.Home.Variables[variable] = "prod";
        if (session.Length > 0)
            shell.Run(session).WithoutErrors();
        var warning = Assert.Single(shell.Run("Switch-AliyunProfile dev").Warnings);
        Assert.Contains("prod", warning, StringComparison.Ordinal);
        Assert.Contains(told, warning, StringComparison.Ordinal);
        Assert.Equal("prod", shell.Run("Get-AliyunSession").Single<AliyunSession>().ProfileName);
    }

    [Fact]
    public void A_switch_that_is_used_here_warns_of_nothing()
    {
        using var shell = Shell(Three);
        Assert.Empty(shell.Run("Switch-AliyunProfile dev").Warnings);
        shell.Run("Connect-Aliyun dev").WithoutErrors();
        Assert.Empty(shell.Run("Switch-AliyunProfile dev").Warnings);
    }

    [Fact]
    public void A_region_that_cannot_be_one_is_told_with_the_profile_and_the_file_it_stands_in()
    {
        using var shell = Shell("""{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"LTAI5tDevelop001","access_key_secret":"s","region_id":"bad_region"}]}""");
        var text = shell.Run("Get-EssScalingGroup").Error("InvalidRegion").AllText();
        Assert.Contains("'bad_region'", text, StringComparison.Ordinal);
        Assert.Contains("profile 'p'", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(shell.Home.Environment.ConfigPath, text, StringComparison.Ordinal);
        // A region that was typed is not the profile's.
        Assert.DoesNotContain("profile", shell.Run("Get-EssScalingGroup -RegionId Bad").Error("InvalidRegion").ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_profile_whose_name_is_no_pattern_is_found_by_its_name()
    {
        using var shell = Shell(Three.Replace("prod eu", "prod[eu", StringComparison.Ordinal));
        Assert.Equal("prod[eu", shell.Run("Get-AliyunProfile 'prod[eu'").Single<AliyunProfile>().ProfileName);
        Assert.Equal("prod[eu", shell.Run("Get-AliyunProfile 'PROD`[eu'").Single<AliyunProfile>().ProfileName);
        shell.Run("Get-AliyunProfile 'PROD[eu'").Error("InvalidWildcard");
    }

    [Theory]
    [InlineData("External", "\"process_command\":\"/opt/vault --token s3cr3t\"", "/opt/vault …")]
    [InlineData("CredentialsURI", "\"credentials_uri\":\"http://user:s3cr3t@127.0.0.1:99/c?key=s3cr3t\"", "http://127.0.0.1:99")]
    [InlineData("BearerToken", "\"bearer_token\":\"s3cr3t\",\"bearer_token_header_key\":\"x-t\"", "***@x-t")]
    [InlineData("OAuth", "\"oauth_access_token\":\"s3cr3ts3cr3t-end\",\"oauth_site_type\":\"CN\"", "***end@CN")]
    [InlineData("CloudSSO", "\"cloud_sso_sign_in_url\":\"https://s\",\"cloud_sso_account_id\":\"1\",\"cloud_sso_access_config\":\"ac\",\"access_token\":\"s3cr3t\"", "1@ac")]
    [InlineData("RsaKeyPair", "\"private_key\":\"s3cr3t\",\"key_pair_name\":\"pair\"", "pair")]
    [InlineData("OIDC", "\"oidc_provider_arn\":\"p\",\"oidc_token_file\":\"f\",\"ram_role_arn\":\"acs:ram::1:role/r\",\"ram_session_name\":\"s\"", "acs:ram::1:role/r")]
    [InlineData("EcsRamRole", "\"ram_role_name\":\"role\"", "role")]
    [InlineData("Anonymous", "\"x\":1", "")]
    public void Every_mode_shows_whose_credentials_they_are_and_no_secret(string mode, string fields, string credential)
    {
        using var shell = Shell($$"""{"current":"p","profiles":[{"name":"p","mode":"{{mode}}","region_id":"cn-hangzhou",{{fields}}}]}""");
        var profile = shell.Run("Get-AliyunProfile").Single<AliyunProfile>();
        Assert.Equal((credential, (string?)null), (profile.Credential, profile.Problem));
    }

    [Theory]
    [InlineData("""{"name":"p","mode":"AK","access_key_id":"i","access_key_secret":"s"}""", "It has no region.")]
    [InlineData("""{"name":"p","mode":"ak","region_id":"cn-hangzhou"}""", "There is no mode 'ak'.")]
    [InlineData("""{"name":"p","mode":"","region_id":"cn-hangzhou"}""", "It has no mode.")]
    [InlineData("""{"name":"p","mode":"StsToken","region_id":"cn-hangzhou","access_key_id":"i","access_key_secret":"s"}""", "It has no sts_token.")]
    [InlineData("""{"name":"p","mode":"AK","region_id":"cn hangzhou"}""", "'cn hangzhou' cannot be a region.")]
    public void What_a_profile_lacks_is_told(string profile, string problem)
    {
        using var shell = Shell($$"""{"profiles":[{{profile}}]}""");
        var found = shell.Run("Get-AliyunProfile").Single<AliyunProfile>();
        Assert.Equal(("p", problem, false), (found.ProfileName, found.Problem, found.IsValid));
    }

    [Fact]
    public void A_pipeline_of_profiles_asks_each_account()
    {
        using var shell = new Shell(connect: false);
        var regions = new[] { "cn-hangzhou", "cn-shanghai" };
        shell.Home.Write(new JObject
        {
            ["current"] = "none",
            ["profiles"] = new JArray(regions.Select(region => new JObject
            {
                ["name"] = "prod-" + region,
                ["mode"] = "AK",
                ["access_key_id"] = shell.Simulator.AccessKeyId,
                ["access_key_secret"] = new NetworkCredential("", shell.Simulator.AccessKeySecret).Password,
                ["region_id"] = region,
                ["endpoint"] = shell.Simulator.Endpoint.ToString(),
            })),
        }.ToString());
        shell.Run($"Start-EssRollingUpdate {Tests.Shell.GroupId} -Script 'echo 1' -ProfileName prod-cn-hangzhou").WithoutErrors();
        shell.Simulator.ClearCalls();

        var execution = shell.Run("Get-AliyunProfile prod* | Get-OosExecution -Status Running").Single<OosExecution>();

        Assert.Equal(("prod-cn-hangzhou", "cn-hangzhou"), (execution.ProfileName!, execution.RegionId!));
        Assert.Equal(regions, shell.Simulator.Calls.Select(call => call.Parameters["RegionId"]));
        Assert.Equal(2, shell.Run("Get-AliyunProfile prod* | Get-AliyunCallerIdentity").WithoutErrors().Output.Count);
        Assert.Single(shell.Run("Get-AliyunProfile prod* | Get-OosExecution").All<OosExecution>());
        Assert.Equal(2, shell.Run("Get-AliyunProfile prod* | Get-EssScalingGroup").WithoutErrors().Output.Select(group => group.Properties["ProfileName"].Value).Distinct().Count() + 1);
    }

    [Fact]
    public void A_profile_is_made_changed_switched_to_and_removed()
    {
        using var shell = Shell(null);
        var secret = new NetworkCredential("", "a<secret>&é").SecurePassword;
        var made = shell.Run("Set-AliyunProfile prod -AccessKeyId LTAI5tNew -AccessKeySecret $In -RegionId cn-hangzhou -PassThru", secret).Single<AliyunProfile>();
        Assert.Equal(("prod", "AK", true, "***New"), (made.ProfileName, made.Mode!, made.IsCurrent, made.Credential));
        Assert.Equal("{\"current\":\"prod\",\"profiles\":[{\"name\":\"prod\",\"mode\":\"AK\",\"access_key_id\":\"LTAI5tNew\",\"access_key_secret\":\"a<secret>&é\",\"region_id\":\"cn-hangzhou\",\"output_format\":\"json\",\"language\":\"en\"}],\"meta_path\":\"\"}", Compact(shell));

        shell.Run("Set-AliyunProfile role -Mode chainableramrolearn -SourceProfile prod -RamRoleArn acs:ram::1:role/r -RoleSessionName s -RegionId cn-beijing -SessionDuration 900 -RetryCount 2 -Network Vpc -ReadTimeout 0:0:30").WithoutErrors();
        var role = Profile(shell, 1);
        Assert.Equal(["name", "mode", "ram_role_arn", "ram_session_name", "source_profile", "expired_seconds", "region_id", "output_format", "language", "read_timeout", "retry_count", "endpoint_type"], role.Properties().Select(field => field.Name));
        Assert.Equal(("ChainableRamRoleArn", JTokenType.Integer, 900, 30), ((string)role["mode"]!, role["expired_seconds"]!.Type, (int)role["expired_seconds"]!, (int)role["read_timeout"]!));

        shell.Run("Set-AliyunProfile role -SessionDuration 0 -Network Public -RegionId cn-qingdao -Current").WithoutErrors();
        role = Profile(shell, 1);
        Assert.Null(role["expired_seconds"] ?? role["endpoint_type"]);
        Assert.Equal(("cn-qingdao", "role"), ((string?)role["region_id"], (string?)Config(shell)["current"]));

        Assert.True(shell.Run("Switch-AliyunProfile prod -PassThru").Single<AliyunProfile>().IsCurrent);
        Assert.Contains("'role' now", Assert.Single(shell.Run("Remove-AliyunProfile prod -Confirm:$false").WithoutErrors().Warnings), StringComparison.Ordinal);
        Assert.Contains("No profile is left", Assert.Single(shell.Run("Get-AliyunProfile | Remove-AliyunProfile -Confirm:$false").WithoutErrors().Warnings), StringComparison.Ordinal);
        Assert.Equal("{\"meta_path\":\"\"}", Compact(shell));
        Assert.Empty(shell.Run("Get-AliyunProfile").WithoutErrors().Output);
    }

    [Theory]
    [InlineData("AK", "-AccessKeyId i -AccessKeySecret $In", "access_key_id,access_key_secret")]
    [InlineData("StsToken", "-AccessKeyId i -AccessKeySecret $In -SecurityToken $In", "access_key_id,access_key_secret,sts_token")]
    [InlineData("RamRoleArn", "-AccessKeyId i -AccessKeySecret $In -RamRoleArn a -RamSessionName s -ExternalId e -StsRegion cn-hangzhou", "access_key_id,access_key_secret,sts_region,ram_role_arn,ram_session_name,external_id")]
    [InlineData("EcsRamRole", "-RamRoleName r", "ram_role_name")]
    [InlineData("RsaKeyPair", "-PrivateKey $In -KeyPairName k", "private_key,key_pair_name")]
    [InlineData("RamRoleArnWithRoleName", "-RamRoleName r -RamRoleArn a", "ram_role_name,ram_role_arn")]
    [InlineData("External", "-ProcessCommand 'a b'", "process_command")]
    [InlineData("CredentialsURI", "-CredentialsUri http://127.0.0.1:1/c?x=1", "credentials_uri")]
    [InlineData("OIDC", "-OidcProviderArn p -OidcTokenFile /f -RamRoleArn a -RoleSessionName s", "ram_role_arn,ram_session_name,oidc_provider_arn,oidc_token_file")]
    [InlineData("CloudSSO", "-CloudSsoSignInUrl https://s/login -CloudSsoAccountId 1 -CloudSsoAccessConfig ac", "cloud_sso_sign_in_url,cloud_sso_access_config,cloud_sso_account_id")]
    [InlineData("OAuth", "-OAuthSiteType cn", "oauth_site_type")]
    [InlineData("BearerToken", "-BearerToken $In -BearerTokenHeaderKey x-t", "bearer_token,bearer_token_header_key")]
    [InlineData("Anonymous", "", "")]
    public void Every_mode_can_be_made_and_is_written_as_the_cli_writes_it(string mode, string arguments, string keys)
    {
        using var shell = Shell(Three);
        var secret = new NetworkCredential("", "s3cr3t").SecurePassword;
        var made = shell.Run($"Set-AliyunProfile new -Mode {mode} {arguments} -RegionId cn-hangzhou -PassThru", secret).Single<AliyunProfile>();
        Assert.Equal((mode, (string?)null, false), (made.Mode!, made.Problem, made.IsCurrent));
        string[] common = ["name", "mode", "region_id", "output_format", "language"];
        Assert.Equal(keys.Split(',', StringSplitOptions.RemoveEmptyEntries), Profile(shell, 3).Properties().Select(field => field.Name).Except(common));
        Assert.Equal("1.50", Text(shell).Split("\"x\": [")[1].Trim()[..4]);
        // What one mode needs is not taken by another.
        if (mode is not ("AK" or "Anonymous"))
            shell.Run($"Set-AliyunProfile other -Mode Anonymous {arguments} -RegionId cn-hangzhou", secret).Error("ParameterNotOfMode");
    }

    [Theory]
    [InlineData("Set-AliyunProfile new", "RegionMissing", "-RegionId")]
    [InlineData("Set-AliyunProfile new -RegionId Hangzhou", "InvalidRegion", "cn-hangzhou")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou", "ProfileIncomplete", "-AccessKeyId")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou -AccessKeyId i", "AccessKeySecretMissing", "-AccessKeySecret")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou -Mode OIDC -RamRoleArn a", "ProfileIncomplete", "-OidcProviderArn")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou -Mode EcsRamRole -RamRoleArn a", "ParameterNotOfMode", "RamRoleArnWithRoleName")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou -Mode ChainableRamRoleArn -RamRoleArn a -RamSessionName s -SourceProfile new", "InvalidSourceProfile", "another")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou -Mode EcsRamRole -ReadTimeout 0.5", "InvalidTimeSpan", "whole seconds")]
    [InlineData("Set-AliyunProfile 'prod eu' -SessionDuration 300", "InvalidTimeSpan", "900")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou -Mode RsaKeyPair -PrivateKey $In -KeyPairName k -SessionDuration 02:00:00", "InvalidSessionDuration", "-SessionDuration")]
    [InlineData("Set-AliyunProfile new -RegionId cn-hangzhou -Mode OIDC -OidcProviderArn p -OidcTokenFile /f -RamRoleArn a -RoleSessionName s -SessionDuration 900", "ParameterNotOfMode", "Leave -ExpiredSeconds")]
    [InlineData("Set-AliyunProfile dev -AccessKeyId another", "AccessKeySecretMissing", "-AccessKeySecret")]
    [InlineData("Set-AliyunProfile prod -AccessKeyId another -AccessKeySecret $In", "SecurityTokenMissing", "-SecurityToken")]
    [InlineData("Set-AliyunProfile dev -RegionId ''", "RegionMissing", "-RegionId")]
    [InlineData("Set-AliyunProfile ' dev' -RegionId cn-hangzhou", "InvalidProfileName", "space")]
    [InlineData("Set-AliyunProfile t -Mode BearerToken -BearerToken $In -BearerTokenHeaderKey 'a:b' -RegionId cn-hangzhou", "InvalidHeaderKey", "x-acs-bearer-token")]
    [InlineData("Set-AliyunProfile dev -Endpoint https://proxy.example/path", "InvalidEndpoint", "http://127.0.0.1:8080")]
    [InlineData("Set-AliyunProfile dev -Endpoint 'no host'", "InvalidEndpoint", "http://127.0.0.1:8080")]
    [InlineData("Switch-AliyunProfile none", "ProfileNotFound", "dev, prod, prod eu")]
    [InlineData("Remove-AliyunProfile none -Confirm:$false", "ProfileNotFound", "dev, prod, prod eu")]
    public void What_would_not_work_is_an_error_and_nothing_is_written(string command, string errorId, string part)
    {
        using var shell = Shell(Three);
        var error = shell.Run(command, new NetworkCredential("", "s3cr3t").SecurePassword).Error(errorId);
        Assert.Contains(part, error.AllText(), StringComparison.Ordinal);
        Assert.Equal(Three, Text(shell));
    }

    [Theory]
    [InlineData("Set-AliyunProfile dev -RegionId cn-beijing -WhatIf")]
    [InlineData("Set-AliyunProfile new -Mode EcsRamRole -RegionId cn-beijing -Current -WhatIf")]
    [InlineData("Switch-AliyunProfile dev -WhatIf")]
    [InlineData("Get-AliyunProfile | Remove-AliyunProfile -WhatIf")]
    public void WhatIf_writes_nothing(string command)
    {
        using var shell = Shell(Three);
        shell.Run(command).WithoutErrors();
        Assert.Equal(Three, Text(shell));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(shell.Home.Environment.ConfigPath)!));
    }

    [Fact]
    public void The_token_of_the_old_key_goes_with_it_and_profiles_can_be_changed_by_pipeline()
    {
        using var shell = Shell(Three);
        var secret = new NetworkCredential("", "s3cr3t").SecurePassword;
        shell.Run("Set-AliyunProfile prod -Mode AK -AccessKeyId another -AccessKeySecret $In", secret).WithoutErrors();
        Assert.Null(Profile(shell, 1)["sts_token"] ?? Profile(shell, 1)["sts_expiration"]);
        shell.Run("Get-AliyunProfile | Set-AliyunProfile -Language zh").WithoutErrors();
        Assert.Equal(["zh", "zh", "zh"], Config(shell)["profiles"]!.Select(profile => (string?)profile["language"]));
        Assert.Equal("prod", (string?)Config(shell)["current"]);
    }

    [Fact]
    public void A_change_is_seen_by_the_next_cmdlet_and_the_file_can_be_read_by_its_owner_alone()
    {
        using var shell = Shell(Three);
        Assert.Equal("cn-shanghai", shell.Run("Get-AliyunSession").Single<AliyunSession>().RegionId);
        shell.Run("Set-AliyunProfile prod -RegionId cn-qingdao").WithoutErrors();
        Assert.Equal("cn-qingdao", shell.Run("Get-AliyunSession").Single<AliyunSession>().RegionId);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(shell.Home.Environment.ConfigPath));
    }

    [Theory]
    [InlineData("Get-OosExecution -ProfileName ", "dev,prod,'prod eu'")]
    [InlineData("Get-OosExecution -ProfileName P", "prod,'prod eu'")]
    [InlineData("Get-OosExecution -ProfileName 'prod ", "'prod eu'")]
    [InlineData("Connect-Aliyun -ProfileName d", "dev")]
    [InlineData("Switch-AliyunProfile d", "dev")]
    [InlineData("Get-AliyunProfile none", "")]
    [InlineData("Get-EssScalingGroup -RegionId eu-", "eu-central-1,eu-west-1")]
    [InlineData("Connect-Aliyun -RegionId cn-sh", "cn-shanghai,cn-shenzhen")]
    public void Names_and_regions_are_completed(string typed, string expected)
    {
        using var shell = Shell(Three);
        Assert.Equal(expected, string.Join(",", shell.Complete(typed)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{\"profiles\":[{")]
    [InlineData("{\"profiles\":[null,1,{\"name\":3}]}")]
    public void Completion_never_fails(string? config)
    {
        using var shell = Shell(config);
        Assert.Empty(shell.Complete("Get-OosExecution -ProfileName x"));
        Assert.NotEmpty(shell.Complete("Get-OosExecution -RegionId cn-"));
    }

    private static Shell Shell(string? config)
    {
        var shell = new Shell(connect: false);
        if (config is not null)
            shell.Home.Write(config);
        return shell;
    }

    private static string Text(Shell shell) => File.ReadAllText(shell.Home.Environment.ConfigPath);

    private static JObject Config(Shell shell) => JObject.Parse(Text(shell));

    private static string Compact(Shell shell) => Config(shell).ToString(Newtonsoft.Json.Formatting.None);

    private static JObject Profile(Shell shell, int index) => (JObject)Config(shell)["profiles"]![index]!;
}

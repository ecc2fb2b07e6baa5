using System;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class AuthenticationTests : SimulatorTest
{
    [Fact]
    public void Unknown_disabled_and_wrong_keys_are_refused_with_their_codes()
    {
        Simulator.AddAccessKey("LTAIother", "secret");
        using var other = new SimulatorClient(Simulator, "LTAIother", "wrong");
        Assert.Equal("400 SignatureDoesNotMatch", Ask(other));
        other.Secret = "secret";
        Assert.Equal("200", Ask(other));
        Simulator.SetAccessKeyActive("LTAIother", false);
        Assert.Equal("403 InvalidAccessKeyId.Inactive", Ask(other));
        other.AccessKeyId = "LTAInone";
        Assert.Equal("404 InvalidAccessKeyId.NotFound", Ask(other));
    }

    [Fact]
    public void A_temporary_key_needs_its_token_and_ends()
    {
        Simulator.AddAccessKey("STS.1", "secret", "token", Simulator.Now.AddHours(1));
        using var client = new SimulatorClient(Simulator, "STS.1", "secret");
        Assert.Equal("400 MissingSecurityToken", Ask(client));
        client.Token = "other";
        Assert.Equal("400 InvalidSecurityToken.MismatchWithAccessKey", Ask(client));
        client.Token = "token";
        Assert.Equal("200", Ask(client));
        Simulator.Advance(TimeSpan.FromHours(1));
        Assert.Equal("400 InvalidSecurityToken.Expired", Ask(client));
    }

    [Fact]
    public void Dates_may_be_a_quarter_of_an_hour_off_and_nonces_are_used_once()
    {
        Client.Date = DateTimeOffset.UtcNow.AddMinutes(-14);
        Assert.Equal("200", Ask(Client));
        Client.Date = DateTimeOffset.UtcNow.AddMinutes(-16);
        Assert.Equal("400 InvalidTimeStamp.Expired", Ask(Client));
        Client.Date = DateTimeOffset.UtcNow.AddMinutes(16);
        Assert.Equal("400 InvalidTimeStamp.Expired", Ask(Client));
        Client.Date = null;
        Client.Nonce = "n";
        Assert.Equal("200", Ask(Client));
        Assert.Equal("400 SignatureNonceUsed", Ask(Client));
    }

    [Fact]
    public void The_skew_of_the_clock_shows_in_the_date_header()
    {
        using var simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, ClockSkew = TimeSpan.FromHours(1) });
        using var client = new SimulatorClient(simulator);
        using var response = client.Send("sts", "GetCallerIdentity");
        Assert.Contains("InvalidTimeStamp.Expired", SimulatorClient.Read(response), StringComparison.Ordinal);
        client.Date = response.Headers.Date;
        Assert.Equal("200", Ask(client));
    }

    [Fact]
    public void An_unsigned_call_and_an_unknown_action_or_version_are_refused()
    {
        var (status, body) = RawHttp.Send(Simulator.Endpoint, "GET", "/?Action=DescribeRegions&Version=2014-05-26", ["Host: x"], []);
        Assert.Equal(400, status);
        Assert.Contains("IncompleteSignature", body, StringComparison.Ordinal);
        Assert.Equal("404 InvalidAction.NotFound", Client.Error("oos", "Nothing"));
        Assert.Equal("400 NoSuchVersion", Client.Error("2001-01-01", "ListExecutions"));
    }

    [Fact]
    public void AssumeRole_hands_out_a_key_that_works_with_the_rights_of_the_role()
    {
        var arn = Simulator.AddRole("Reader", "oos:StartExecution");
        Assert.Equal("404 EntityNotExist.Role", Client.Error("sts", "AssumeRole", ("RoleArn", arn + "x"), ("RoleSessionName", "me")));
        Assert.Equal("400 InvalidParameter", Client.Error("sts", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "me"), ("DurationSeconds", 60)));
        var credentials = Client.Call("sts", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "me"))["Credentials"]!;
        using var client = new SimulatorClient(Simulator, (string)credentials["AccessKeyId"]!, (string)credentials["AccessKeySecret"]!, (string)credentials["SecurityToken"]!);
        var identity = client.Call("sts", "GetCallerIdentity");
        Assert.Equal("AssumedRoleUser", (string?)identity["IdentityType"]);
        Assert.EndsWith(":assumed-role/Reader/me", (string?)identity["Arn"], StringComparison.Ordinal);
        Assert.Equal("403 NoPermission", client.Error("oos", "StartExecution"));
    }

    [Fact]
    public void AssumeRoleWithOIDC_takes_a_token_of_the_provider_while_it_is_good_and_no_signature()
    {
        var role = Simulator.AddRole("Pod");
        var provider = Simulator.AddOidcProvider("cluster");
        var token = Simulator.IssueOidcToken(provider, "system:serviceaccount:ops:updater", TimeSpan.FromMinutes(10));
        Assert.Equal((200, ""), Exchange(provider, token));
        Assert.Equal((401, "AuthenticationFail.NoPermission"), Exchange(provider + "x", token));
        Assert.Equal((401, "AuthenticationFail.OIDCToken.Invalid"), Exchange(provider, "no.token"));
        Assert.Equal((401, "AuthenticationFail.OIDCToken.Invalid"), Exchange(provider, "a.b.?"));
        Assert.Equal((401, "AuthenticationFail.OIDCToken.InvalidSignature"), Exchange(provider, Simulator.IssueOidcToken(Simulator.AddOidcProvider("other"), "s", TimeSpan.FromMinutes(10))));
        Assert.Equal((404, "EntityNotExist.Role"), Exchange(provider, token, role + "x"));
        Simulator.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((401, "AuthenticationFail.OIDCToken.Expired"), Exchange(provider, token));

        (int Status, string Code) Exchange(string providerArn, string oidcToken, string? roleArn = null)
        {
            var form = $"Action=AssumeRoleWithOIDC&Version=2015-04-01&RoleArn={roleArn ?? role}&RoleSessionName=me&OIDCProviderArn={providerArn}&OIDCToken={Uri.EscapeDataString(oidcToken)}";
            var body = System.Text.Encoding.ASCII.GetBytes(form);
            var (status, answer) = RawHttp.Send(
                Simulator.Endpoint, "POST", "/", ["Host: x", "Content-Type: application/x-www-form-urlencoded", $"Content-Length: {body.Length}"], body);
            return (status, (string?)Newtonsoft.Json.Linq.JObject.Parse(answer)["Code"] ?? "");
        }
    }

    [Fact]
    public void A_denied_action_is_told_with_what_was_missing()
    {
        Simulator.DenyAction(Client.AccessKeyId, "ess:Suspend*");
        using var response = Client.Send("ess", "SuspendProcesses", ("ScalingGroupId", GroupId), ("Processes.1", "ScaleIn"));
        var error = Newtonsoft.Json.Linq.JObject.Parse(SimulatorClient.Read(response));
        Assert.Equal((403, "Forbidden.RAM"), ((int)response.StatusCode, (string?)error["Code"]));
        Assert.Equal("ess:SuspendProcesses", (string?)error["AccessDeniedDetail"]!["AuthAction"]);
        Assert.NotNull((string?)error["RequestId"]);
        Assert.Contains("q=Forbidden.RAM", (string?)error["Recommend"], StringComparison.Ordinal);
        Assert.Empty(Group.SuspendedProcesses);
    }

    [Fact]
    public void Localhost_answers_too()
    {
        using var http = new System.Net.Http.HttpClient();
        using var request = new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, $"http://localhost:{Simulator.Endpoint.Port}/");
        using var response = http.Send(request);
        Assert.Equal(400, (int)response.StatusCode);
    }

    private static string Ask(SimulatorClient client) => client.Error("sts", "GetCallerIdentity");
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>Credentials of the instance's role, from a stand-in of the metadata service.</summary>
public class EcsRamRoleTests
{
    private const string Path = "/latest/meta-data/ram/security-credentials/";

    [Fact]
    public async Task The_role_is_discovered_and_each_question_carries_a_token_of_its_own()
    {
        using var home = ProfileHome.With(new { name = "onecs", mode = "EcsRamRole" });
        using var metadata = Metadata(home, (request, n) => request.Method == "PUT" ? LoopbackServer.Reply($"md-{n}", 200, "text/plain") : null);
        var source = home.Source();
        Assert.Equal("profile 'onecs' → role of this instance", source.Source);
        Assert.Equal("STS.9 secret-9 token-9", (await source.GetAsync(default)).Parts());
        Assert.Equal(["PUT /latest/api/token", "GET " + Path, "PUT /latest/api/token", $"GET {Path}web"], metadata.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal(["21600", null, "21600", null], metadata.Requests.Select(request => request.Headers.GetValueOrDefault("X-aliyun-ecs-metadata-token-ttl-seconds")));
        Assert.Equal([null, "md-1", null, "md-3"], metadata.Requests.Select(request => request.Headers.GetValueOrDefault("x-aliyun-ecs-metadata-token")));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task Where_there_is_no_token_to_be_had_it_is_asked_without(int status)
    {
        using var home = ProfileHome.With(new { name = "onecs", mode = "EcsRamRole", ram_role_name = "web" });
        using var metadata = Metadata(home, (request, _) => request.Method != "PUT" ? null : status == 0 ? "" : LoopbackServer.Reply("no", status, "text/plain"));
        Assert.Equal("STS.9", (await home.FetchAsync()).AccessKeyId);
        Assert.False(metadata.Requests[^1].Headers.ContainsKey("x-aliyun-ecs-metadata-token"));
    }

    [Fact]
    public async Task Not_so_where_that_is_forbidden()
    {
        using var home = ProfileHome.With(new { name = "onecs", mode = "EcsRamRole", ram_role_name = "web" });
        using var metadata = Metadata(home, (request, _) => request.Method == "PUT" ? LoopbackServer.Reply("no", 404, "text/plain") : null);
        home.Variables["ALIBABA_CLOUD_IMDSV1_DISABLED"] = "true";
        Assert.Contains("getting a metadata token", (await home.ErrorAsync("CredentialsNotObtained")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(metadata.Requests, request => request.Method == "GET");
    }

    [Fact]
    public async Task The_service_can_be_switched_off()
    {
        using var home = ProfileHome.With(new { name = "onecs", mode = "EcsRamRole" });
        home.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
        Assert.Contains("IMDS credentials is disabled", (await home.ErrorAsync("MetadataDisabled")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variable_names_the_role_where_the_profile_does_not()
    {
        using var home = ProfileHome.With(new { name = "onecs", mode = "EcsRamRole" });
        using var metadata = Metadata(home, (_, _) => null);
        home.Variables["ALIBABA_CLOUD_ECS_METADATA"] = "web";
        await home.FetchAsync();
        Assert.DoesNotContain(metadata.Requests, request => request.Target == Path);
    }

    [Theory]
    [InlineData("""{"Code":"Failed","AccessKeyId":"a","AccessKeySecret":"secret-of-answer","SecurityToken":"t"}""", "Failed instead of Success")]
    [InlineData("""{"Code":"Success","AccessKeyId":"a","AccessKeySecret":"secret-of-answer"}""", "holds no key")]
    [InlineData("secret-of-answer <html>", "nothing instead of Success")]
    public async Task An_answer_that_is_no_key_is_told_without_quoting_it(string answer, string reason)
    {
        using var home = ProfileHome.With(new { name = "onecs", mode = "EcsRamRole", ram_role_name = "web" });
        using var metadata = Metadata(home, (request, _) => request.Target == Path + "web" ? LoopbackServer.Json(answer) : null);
        Assert.Contains(reason, (await home.ErrorAsync("CredentialsNotObtained", "secret-of-answer")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_than_on_an_instance_the_error_says_so()
    {
        using var home = ProfileHome.With(new { name = "onecs", mode = "EcsRamRole", ram_role_name = "web" });
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => home.FetchAsync());
        Assert.Contains("Profile 'onecs' (mode EcsRamRole)", error.Message, StringComparison.Ordinal);
        Assert.Contains("which only an ECS instance has", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RamRoleArnWithRoleName_assumes_a_role_with_them_and_sends_no_external_id()
    {
        using var clockHome = new TemporaryHome();
        using var sts = new StsStandIn(clockHome.Clock);
        using var home = ProfileHome.With(new
        {
            name = "ecs",
            mode = "RamRoleArnWithRoleName",
            ram_role_name = "web",
            ram_role_arn = "acs:ram::1:role/ops",
            external_id = "ext",
            expired_seconds = 900,
            sts_endpoint = sts.Address,
        });
        using var metadata = Metadata(home, (_, _) => null);
        var source = home.Source();
        Assert.Equal("profile 'ecs' → instance role web → role acs:ram::1:role/ops", source.Source);
        Assert.Equal("STS.1", (await source.GetAsync(default)).AccessKeyId);
        var form = StsStandIn.Form(sts.Requests[0].Body);
        Assert.Equal("token-9", sts.Requests[0].Headers["x-acs-security-token"]);
        Assert.Equal("900", form["DurationSeconds"]);
        Assert.StartsWith("RollingUpdate-", form["RoleSessionName"], StringComparison.Ordinal);
        Assert.False(form.ContainsKey("ExternalId"));
    }

    private static LoopbackServer Metadata(TemporaryHome home, Func<WireRequest, int, string?> answer)
    {
        var server = new LoopbackServer((request, n) => answer(request, n) is { } own ? (own.Length == 0 ? null : own) : request.Target switch
        {
            "/latest/api/token" => LoopbackServer.Reply("md", 200, "text/plain"),
            Path => LoopbackServer.Reply("web\n", 200, "text/plain"),
            Path + "web" => LoopbackServer.Json("""{"Code":"Success",""" + StsStandIn.Key(9, home.Clock).TrimStart('{')),
            _ => LoopbackServer.Reply("", 404, "text/plain"),
        });
        home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = server.Address.ToString();
        return server;
    }
}

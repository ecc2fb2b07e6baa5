using System;
using System.Threading.Tasks;
using RollingUpdate.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>Which key is kept from one session to the next, and which is fetched anew.</summary>
public class CredentialFactoryTests
{
    private const string Answer = """{"Code":"Success","AccessKeyId":"ID","AccessKeySecret":"secret","SecurityToken":"token"}""";

    [Fact]
    public async Task A_service_that_a_variable_puts_elsewhere_is_asked_there()
    {
        using var one = new LoopbackServer((_, _) => LoopbackServer.Json(Answer.Replace("ID", "ONE", StringComparison.Ordinal)));
        using var two = new LoopbackServer((_, _) => LoopbackServer.Json(Answer.Replace("ID", "TWO", StringComparison.Ordinal)));
        using var home = ProfileHome.With(new { name = "instance", mode = "EcsRamRole", ram_role_name = "web" });
        var resolver = new SessionResolver(home.Environment);
        home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = one.Address.ToString();
        Assert.Equal("ONE", await KeyOfAsync(resolver));
        home.Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = two.Address.ToString();
        Assert.Equal("TWO", await KeyOfAsync(resolver));
    }

    [Fact]
    public async Task A_key_is_kept_for_the_profile_as_it_is_and_not_for_what_it_was_before()
    {
        using var server = new LoopbackServer((_, n) => LoopbackServer.Json(Answer.Replace("ID", $"KEY-{n}", StringComparison.Ordinal)));
        using var home = ProfileHome.With(new { name = "uri", mode = "CredentialsURI", credentials_uri = server.Address });
        var (first, second) = (Profile("first"), Profile("second"));
        var resolver = new SessionResolver(home.Environment);
        home.Write(first);
        Assert.Equal("KEY-1", await KeyOfAsync(resolver));
        Assert.Equal("KEY-1", await KeyOfAsync(resolver));
        home.Write(second);
        Assert.Equal("KEY-2", await KeyOfAsync(resolver));
        home.Write(first);
        Assert.Equal("KEY-3", await KeyOfAsync(resolver));

        string Profile(string path) =>
            $$"""{"current":"uri","profiles":[{"name":"uri","mode":"CredentialsURI","region_id":"cn-hangzhou","credentials_uri":"{{server.Address}}{{path}}"}]}""";
    }

    [UnixFact]
    public async Task The_program_of_a_profile_is_not_run_again_for_another_region()
    {
        using var home = new TemporaryHome();
        var script = home.WriteFile("get.sh", "echo x >> \"$0.runs\"\necho '{\"mode\":\"AK\",\"access_key_id\":\"KEY-'$(wc -l < \"$0.runs\" | tr -d ' ')'\",\"access_key_secret\":\"s\"}'\n");
        home.Write($$"""{"current":"vault","profiles":[{"name":"vault","mode":"External","process_command":"/bin/sh {{script}}"}]}""");
        var resolver = new SessionResolver(home.Environment);
        Assert.Equal("KEY-1", await KeyOfAsync(resolver, "cn-hangzhou"));
        Assert.Equal("KEY-1", await KeyOfAsync(resolver, "cn-beijing"));
    }

    private static async Task<string> KeyOfAsync(SessionResolver resolver, string region = "cn-hangzhou") =>
        (await resolver.Resolve(new ConnectRequest { RegionId = region }).Connection.Credentials.GetAsync(default)).AccessKeyId;
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions;
using RollingUpdate.Sessions.Profiles;
using RollingUpdate.Sessions.RamUsers;
using RollingUpdate.Tests.OpenApi;
using RollingUpdate.Tests.Sessions.Credentials;
using Xunit;

namespace RollingUpdate.Tests.Sessions;

/// <summary>The one call whose answer must not get lost: the creation of a key.</summary>
public class RamUserSetupTests
{
    [Fact]
    public async Task A_key_that_was_never_asked_for_is_not_called_lost()
    {
        using var home = new TemporaryHome();
        var notSent = new ApiFailure { Action = "CreateAccessKey", Code = "NoAnswer", Message = "The request was not sent.", NotCarriedOut = true };
        var cloud = new FakeCloud(new VirtualClock(), (action, _) => action == "CreateAccessKey" ? throw new NoAnswerException(notSent.Message, notSent) : Answer(action));
        var setup = Setup(cloud, home);
        var step = Assert.Single(await setup.FindMissingAsync(default));
        var looks = cloud.Calls.Count;

        var error = await Assert.ThrowsAsync<RollingUpdateException>(() => setup.RunAsync(step, default));

        Assert.Equal("RamUserIncomplete", error.ErrorId);
        Assert.IsType<NoAnswerException>(error.InnerException);
        Assert.Equal(["CreateAccessKey"], cloud.Calls.Skip(looks));
    }

    [Fact]
    public async Task Cancelling_while_a_key_is_made_still_saves_it()
    {
        using var home = new TemporaryHome();
        using var cancel = new CancellationTokenSource();
        using var server = new LoopbackServer((request, _) =>
        {
            var action = request.Headers["x-acs-action"];
            if (action == "CreateAccessKey")
                cancel.Cancel();
            return LoopbackServer.Json(Answer(action).ToString());
        });
        var setup = Setup(new TestConnection(server.Address).Client, home);
        var step = Assert.Single(await setup.FindMissingAsync(cancel.Token));

        await setup.RunAsync(step, cancel.Token);

        Assert.Equal("LTAI-new", (string?)home.Stored("clitest")["access_key_id"]);
    }

    [Fact]
    public async Task Who_cancelled_before_gets_no_key()
    {
        using var home = new TemporaryHome();
        var cloud = new FakeCloud(new VirtualClock(), (action, _) => Answer(action));
        var setup = Setup(cloud, home);
        var step = Assert.Single(await setup.FindMissingAsync(default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setup.RunAsync(step, new CancellationToken(canceled: true)));
        Assert.DoesNotContain("CreateAccessKey", cloud.Calls);
    }

    private static RamUserSetup Setup(IOpenApi api, TemporaryHome home) => new(
        new RamUserRequest("clitest", null, null, new List<string>(), "clitest"), api, new ProfileStore(home.Environment.ConfigPath),
        new AliyunSession { RegionId = "cn-hangzhou" });

    private static JObject Answer(string action) => JObject.Parse(action switch
    {
        "GetUser" => """{"User":{"UserName":"clitest","DisplayName":"clitest"}}""",
        "ListAccessKeys" => """{"AccessKeys":{"AccessKey":[]}}""",
        "ListPoliciesForUser" => """{"Policies":{"Policy":[]}}""",
        "CreateAccessKey" => """{"AccessKey":{"AccessKeyId":"LTAI-new","AccessKeySecret":"s"}}""",
        _ => throw new InvalidOperationException(action),
    });
}

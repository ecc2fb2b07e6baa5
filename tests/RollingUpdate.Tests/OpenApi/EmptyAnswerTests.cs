using System.Threading.Tasks;
using RollingUpdate.Oos;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

/// <summary>Answers that are JSON and lack what was asked for.</summary>
public class EmptyAnswerTests
{
    [Fact]
    public async Task A_start_whose_answer_has_no_execution_is_sent_again_with_its_token()
    {
        using var server = new LoopbackServer((_, n) => LoopbackServer.Json(n == 1
            ? """{"RequestId":"R"}"""
            : """{"RequestId":"R","Execution":{"ExecutionId":"exec-1","Status":"Running"}}"""));
        var oos = new OosClient(new TestConnection(server.Address).Client);

        var started = await oos.StartExecutionAsync(new StartExecutionRequest("t", "{}", "once"), default);

        Assert.Equal("exec-1", started.ExecutionId);
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Contains("ClientToken=once", request.Target, System.StringComparison.Ordinal));
    }
}

using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class FaultTests : SimulatorTest
{
    private static readonly (string, object?)[] StartCall = [("TemplateName", ScriptTemplate), ("Parameters", """{"invokeType":"invoke","scalingGroupId":"asg-x"}""")];

    [Fact]
    public void A_dropped_call_has_done_nothing_and_a_lost_reply_has()
    {
        var drop = Simulator.AddFault("StartExecution", SimulatorFaultKind.Drop);
        var lose = Simulator.AddFault("StartExecution", SimulatorFaultKind.LoseReply);
        Assert.Throws<HttpRequestException>(() => Client.Send("oos", "StartExecution", StartCall));
        Assert.Empty(Simulator.Executions);
        Assert.Throws<HttpRequestException>(() => Client.Send("oos", "StartExecution", StartCall));
        Assert.Single(Simulator.Executions);
        Client.Call("oos", "StartExecution", StartCall);
        Assert.True(drop.IsUsedUp && lose.IsUsedUp);
        Assert.Equal([0, 0, 200], Simulator.Calls.Select(c => c.HttpStatus));
        Assert.Equal([SimulatorFaultKind.Drop, SimulatorFaultKind.LoseReply, null], Simulator.Calls.Select(c => c.Fault));
        Assert.Equal([null, Simulator.Executions[0].ExecutionId, Simulator.Executions[1].ExecutionId], Simulator.Calls.Select(c => c.ExecutionId));
    }

    [Fact]
    public void A_drop_sends_no_byte()
    {
        Simulator.AddFault("*", SimulatorFaultKind.Drop);
        Assert.Equal((0, ""), RawHttp.Send(Simulator.Endpoint, "GET", "/?Action=DescribeRegions", ["Host: x"], []));
    }

    [Theory]
    [InlineData(SimulatorFaultKind.ServerError, null, null, "500 InternalError")]
    [InlineData(SimulatorFaultKind.ServerError, 503, null, "503 ServiceUnavailable")]
    [InlineData(SimulatorFaultKind.Throttle, null, null, "400 Throttling.User")]
    [InlineData(SimulatorFaultKind.Throttle, 429, "Throttling.Api", "429 Throttling.Api")]
    [InlineData(SimulatorFaultKind.Error, 409, "Some.Conflict", "409 Some.Conflict")]
    public void Error_faults_answer_in_json_and_do_nothing(SimulatorFaultKind kind, int? status, string? code, string expected)
    {
        var fault = Simulator.AddFault(new SimulatorFault("Start*", kind) { HttpStatus = status, Code = code, Count = 2 });
        Assert.Equal(expected, Client.Error("oos", "StartExecution", StartCall));
        Assert.Equal(expected, Client.Error("oos", "StartExecution", StartCall));
        Assert.Equal("200", Client.Error("oos", "StartExecution", StartCall));
        Assert.Equal(2, fault.Fired);
        Assert.Single(Simulator.Executions);
    }

    [Fact]
    public void Throttling_tells_the_wait_in_milliseconds_when_it_has_one()
    {
        Simulator.AddFault(new SimulatorFault("*", SimulatorFaultKind.Throttle) { RetryAfter = TimeSpan.FromSeconds(1.5) });
        Simulator.AddFault(new SimulatorFault("*", SimulatorFaultKind.Throttle));
        using var with = Client.Send("sts", "GetCallerIdentity");
        Assert.Equal("1500", Assert.Single(with.Headers.GetValues("x-acs-retry-after")));
        using var without = Client.Send("sts", "GetCallerIdentity");
        Assert.False(without.Headers.Contains("x-acs-retry-after"));
    }

    [Fact]
    public void A_proxy_answers_html()
    {
        Simulator.AddFault("*", SimulatorFaultKind.ServerErrorHtml);
        using var response = Client.Send("oos", "StartExecution", StartCall);
        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<html>", SimulatorClient.Read(response), StringComparison.Ordinal);
        Assert.Empty(Simulator.Executions);
    }

    [Fact]
    public void Malformed_and_empty_answers_come_after_the_work()
    {
        Simulator.AddFault("*", SimulatorFaultKind.Malformed);
        Simulator.AddFault("*", SimulatorFaultKind.Empty);
        using var malformed = Client.Send("oos", "StartExecution", StartCall);
        Assert.Throws<Newtonsoft.Json.JsonReaderException>(() => JObject.Parse(SimulatorClient.Read(malformed)));
        using var empty = Client.Send("oos", "StartExecution", StartCall);
        Assert.Equal((200, ""), ((int)empty.StatusCode, SimulatorClient.Read(empty)));
        Assert.Equal(2, Simulator.Executions.Count);
    }

    [Fact]
    public void A_slow_answer_is_late_in_real_time_and_the_work_is_done_at_once()
    {
        Simulator.AddFault(new SimulatorFault("*", SimulatorFaultKind.Slow) { Delay = TimeSpan.FromMilliseconds(120) });
        var watch = Stopwatch.StartNew();
        Client.Call("oos", "StartExecution", StartCall);
        Assert.True(watch.ElapsedMilliseconds >= 100);
        Assert.Single(Simulator.Executions);
    }

    [Fact]
    public void Skip_lets_calls_pass_first_and_a_key_filter_strikes_only_its_key()
    {
        Simulator.AddAccessKey("LTAIother", "secret");
        using var other = new SimulatorClient(Simulator, "LTAIother", "secret");
        Simulator.AddFault(new SimulatorFault("GetCallerIdentity", SimulatorFaultKind.ServerError) { Skip = 2, AccessKeyId = Client.AccessKeyId });
        Assert.Equal("200", Client.Error("sts", "GetCallerIdentity"));
        Assert.Equal("200", other.Error("sts", "GetCallerIdentity"));
        Assert.Equal("200", Client.Error("sts", "GetCallerIdentity"));
        Assert.Equal("200", other.Error("sts", "GetCallerIdentity"));
        Assert.Equal("500 InternalError", Client.Error("sts", "GetCallerIdentity"));
        Assert.Equal("200", Client.Error("sts", "GetCallerIdentity"));
    }

    [Fact]
    public void Five_hundred_starts_by_four_clients_under_every_fault_leave_exactly_five_hundred_executions()
    {
        SimulatorFaultKind[] kinds = [SimulatorFaultKind.Drop, SimulatorFaultKind.LoseReply, SimulatorFaultKind.ServerError, SimulatorFaultKind.ServerErrorHtml, SimulatorFaultKind.Throttle, SimulatorFaultKind.Malformed, SimulatorFaultKind.Empty];
        var faults = Enumerable.Range(0, 140).Select(i => Simulator.AddFault("StartExecution", kinds[i % kinds.Length], skip: i % 40)).ToList();
        System.Threading.Tasks.Parallel.For(0, 500, new System.Threading.Tasks.ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            // Until an answer says that it was done, with the same token every time; each failure uses up a fault.
            for (var failures = 0; !TryStart($"token-{i}"); failures++)
                Assert.True(failures < faults.Count, "It fails without a fault.");
        });

        Assert.All(faults, f => Assert.True(f.IsUsedUp));
        Assert.Equal(500, Simulator.Executions.Count);
        Assert.Equal(500, Simulator.Calls.Count(c => c.HttpStatus == 200 && c.Fault == null));

        bool TryStart(string token)
        {
            try
            {
                using var response = Client.Send("oos", "StartExecution", [.. StartCall, ("ClientToken", token)]);
                return response.IsSuccessStatusCode && JObject.Parse(SimulatorClient.Read(response))["Execution"] != null;
            }
            catch (Exception e) when (e is HttpRequestException or Newtonsoft.Json.JsonException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void While_the_network_is_down_nothing_is_answered_or_done()
    {
        Simulator.NetworkDown = true;
        Assert.Throws<HttpRequestException>(() => Client.Send("oos", "StartExecution", StartCall));
        Simulator.NetworkDown = false;
        Client.Call("oos", "StartExecution", StartCall);
        Assert.Single(Simulator.Executions);
    }

    [Fact]
    public void The_log_tells_what_could_change_something()
    {
        Client.Call("ess", "DescribeScalingGroups", ("RegionId", "cn-hangzhou"));
        Client.Call("ess", "SuspendProcesses", ("ScalingGroupId", GroupId), ("Processes.1", "ScaleIn"));
        Client.Error("ess", "NoSuchAction");
        Assert.Equal(["DescribeScalingGroups False", "SuspendProcesses True", "NoSuchAction False"], Simulator.Calls.Select(c => $"{c.Action} {c.Mutating}"));
        Assert.Equal("ScaleIn", Simulator.Calls[1].Parameters["Processes.1"]);
        Assert.Equal("InvalidAction.NotFound", Simulator.Calls[2].Code);
        Simulator.ClearCalls();
        Client.Call("sts", "GetCallerIdentity");
        Assert.Equal(4, Assert.Single(Simulator.Calls).Sequence);
    }
}

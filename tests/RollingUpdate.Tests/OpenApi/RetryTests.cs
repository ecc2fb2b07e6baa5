using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

public class RetryTests
{
    private const string Good = """{"RequestId":"R","Value":"v"}""";
    private static readonly ApiProduct Product = new("oos", "2019-06-01", EndpointRule.Regional("oos"));

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 1)]
    public async Task A_connection_closed_without_a_byte_is_tried_exactly_as_often_as_the_policy_says(bool repeatable, int expected)
    {
        using var server = new LoopbackServer((_, _) => null);
        var connection = new TestConnection(server.Address);

        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(connection, repeatable));

        Assert.Equal(expected, server.Requests.Count);
        Assert.Equal(expected, server.Requests.Select(r => r.Headers["x-acs-signature-nonce"]).Distinct().Count());
        Assert.Contains(repeatable ? "The answer was lost." : "Whether it was carried out is not known.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 1)]
    public async Task A_kept_connection_that_closes_is_no_exception_to_that(bool repeatable, int expected)
    {
        // The first call leaves a connection in the pool; the second finds it closed on the first byte.
        using var server = new LoopbackServer((_, n) => n == 1 ? LoopbackServer.Json(Good) : null);
        var connection = new TestConnection(server.Address);
        Assert.Equal("v", await CallAsync(connection, repeatable));

        await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(connection, repeatable));

        Assert.Equal(1 + expected, server.Requests.Count);
    }

    [Theory]
    [InlineData(503, """{"Code":"ServiceUnavailable","Message":"m"}""")]
    [InlineData(500, "<html><body>Bad gateway</body></html>")]
    [InlineData(200, "")]
    [InlineData(200, """{"RequestId":"R","Val""")]
    [InlineData(200, "<html>login</html>")]
    public async Task What_the_service_could_not_do_is_tried_again_only_where_that_is_safe(int status, string body)
    {
        using var server = new LoopbackServer((_, n) => n == 1 ? LoopbackServer.Json(body, status) : LoopbackServer.Json(Good));
        Assert.Equal("v", await CallAsync(new TestConnection(server.Address), repeatable: true));
        Assert.Equal(2, server.Requests.Count);

        using var other = new LoopbackServer((_, _) => LoopbackServer.Json(body, status));
        await Assert.ThrowsAsync<ServiceFailureException>(() => CallAsync(new TestConnection(other.Address), repeatable: false));
        Assert.Single(other.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_throttled_call_waits_as_long_as_the_service_asks(bool repeatable)
    {
        using var server = new LoopbackServer((_, n) => n == 1
            ? LoopbackServer.Json("""{"Code":"Throttling.User","Message":"slow down"}""", 400, "x-acs-retry-after: 2500")
            : LoopbackServer.Json(Good));
        var connection = new TestConnection(server.Address);

        Assert.Equal("v", await CallAsync(connection, repeatable));

        Assert.Equal(TimeSpan.FromMilliseconds(2500), Assert.Single(connection.Clock.Delays));
        Assert.Single(connection.Notes);
    }

    [Fact]
    public async Task What_names_a_time_to_wait_is_throttling_whatever_its_code()
    {
        using var server = new LoopbackServer((_, n) => n == 1
            ? LoopbackServer.Json("""{"Code":"FlowControl","Message":"slow down"}""", 400, "x-acs-retry-after: 2500")
            : LoopbackServer.Json(Good));
        var connection = new TestConnection(server.Address);
        Assert.Equal("v", await CallAsync(connection, repeatable: false));
        Assert.Equal(TimeSpan.FromMilliseconds(2500), Assert.Single(connection.Clock.Delays));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_damaged_body_is_a_lost_answer(string encoding)
    {
        string Damaged() => LoopbackServer.Reply("this is no such thing", 200, "application/json", "Content-Encoding: " + encoding);
        using var server = new LoopbackServer((_, n) => n == 1 ? Damaged() : LoopbackServer.Json(Good));
        Assert.Equal("v", await CallAsync(new TestConnection(server.Address), repeatable: true));

        using var other = new LoopbackServer((_, _) => Damaged());
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(new TestConnection(other.Address), repeatable: false));
        Assert.Single(other.Requests);
        Assert.Contains("Whether it was carried out is not known.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_far_too_large_is_not_read()
    {
        using var server = new LoopbackServer((_, _) => "HTTP/1.1 200 X\r\nContent-Length: 40000000\r\n\r\n{");
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(new TestConnection(server.Address, callTimeout: TimeSpan.FromSeconds(5)), repeatable: false));
        Assert.Contains("larger than 32 MB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_reading_of_an_answer()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json("{\"Value\":\"v\",\"More\":[" + string.Join(",", Enumerable.Range(0, 100_000)) + "]}"));
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TestConnection(server.Address).Client.CallAsync(new ApiCall(Product, "DoSomething", Repeatable.Always), json =>
        {
            cancel.Cancel();
            json.Skip();
            return true;
        }, cancel.Token));
    }

    [Fact]
    public async Task A_last_attempt_that_was_not_sent_does_not_hide_that_an_earlier_one_was()
    {
        LoopbackServer? server = null;
        server = new LoopbackServer((_, _) =>
        {
            server!.Dispose();
            return null;
        });
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(new TestConnection(server.Address), repeatable: true));
        Assert.Single(server.Requests);
        Assert.DoesNotContain("The request was not sent.", error.Message, StringComparison.Ordinal);
        Assert.True(error.Failure.EarlierMayHaveWorked);
    }

    [Fact]
    public async Task A_server_that_fails_and_names_a_time_may_have_done_the_work_all_the_same()
    {
        string Failing() => LoopbackServer.Json("""{"Code":"ServiceUnavailable","Message":"m"}""", 503, "x-acs-retry-after: 2500");
        using var server = new LoopbackServer((_, _) => Failing());
        await Assert.ThrowsAsync<ServiceFailureException>(() => CallAsync(new TestConnection(server.Address), repeatable: false));
        Assert.Single(server.Requests);

        using var other = new LoopbackServer((_, n) => n == 1 ? Failing() : LoopbackServer.Json(Good));
        var connection = new TestConnection(other.Address);
        Assert.Equal("v", await CallAsync(connection, repeatable: true));
        Assert.Equal(TimeSpan.FromMilliseconds(2500), Assert.Single(connection.Clock.Delays));
    }

    [Fact]
    public async Task Throttling_that_does_not_end_becomes_an_error_after_growing_pauses()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Json("""{"Code":"Throttling","Message":"m"}""", 429));
        var connection = new TestConnection(server.Address);

        await Assert.ThrowsAsync<ThrottledException>(() => CallAsync(connection, repeatable: true));

        Assert.Equal(RetryPolicy.Default.MaxAttempts, server.Requests.Count);
        var delays = connection.Clock.Delays;
        for (var i = 0; i < delays.Count; i++)
            Assert.InRange(delays[i].TotalMilliseconds, 250 * Math.Pow(2, i), 500 * Math.Pow(2, i));
    }

    [Fact]
    public async Task A_host_that_refuses_connections_is_tried_again_even_for_a_change()
    {
        var port = FreePort();
        var connection = new TestConnection(new Uri($"http://127.0.0.1:{port}"));

        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(connection, repeatable: false));

        Assert.Equal(RetryPolicy.Default.MaxAttempts - 1, connection.Clock.Delays.Count);
        Assert.Contains("The request was not sent.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.HttpStatus);
    }

    [Fact]
    public async Task A_clock_that_is_off_is_corrected_once_from_the_answer()
    {
        using var server = new LoopbackServer((request, n) => n == 1
            ? LoopbackServer.Json("""{"Code":"InvalidTimeStamp.Expired","Message":"m"}""", 400, "Date: Tue, 24 Nov 2026 20:00:00 GMT")
            : LoopbackServer.Json(Good));
        var connection = new TestConnection(server.Address);
        connection.Clock.UtcNow = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

        Assert.Equal("v", await CallAsync(connection, repeatable: false));
        Assert.Equal("v", await CallAsync(connection, repeatable: false));

        Assert.Equal(
            ["2026-11-24T10:00:00Z", "2026-11-24T20:00:00Z", "2026-11-24T20:00:00Z"],
            server.Requests.Select(r => r.Headers["x-acs-date"]));
    }

    [Fact]
    public async Task A_clock_that_cannot_be_corrected_is_an_error_after_one_more_try()
    {
        using var server = new LoopbackServer((_, _) =>
            LoopbackServer.Json("""{"Code":"IllegalTimestamp","Message":"m"}""", 400, "Date: Tue, 24 Nov 2026 20:00:00 GMT"));
        await Assert.ThrowsAsync<CredentialRefusedException>(() => CallAsync(new TestConnection(server.Address), repeatable: true));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once_and_the_call_repeated()
    {
        using var server = new LoopbackServer((request, _) => request.Headers.TryGetValue("x-acs-security-token", out var token) && token == "new"
            ? LoopbackServer.Json(Good)
            : LoopbackServer.Json("""{"Code":"InvalidSecurityToken.Expired","Message":"m"}""", 400));
        var connection = new TestConnection(server.Address);
        connection.CanBeRenewedTo(new AccessCredential("STS.x", "s", "new"));

        Assert.Equal("v", await CallAsync(connection, repeatable: false));
        Assert.Equal(1, connection.Renewals);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_no_answer()
    {
        var toldOff = new TaskCompletionSource();
        using var server = new LoopbackServer((_, _) =>
        {
            toldOff.Task.Wait(Eventually.Limit);
            return null;
        });
        var connection = new TestConnection(server.Address, callTimeout: TimeSpan.FromMilliseconds(100));
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(connection, repeatable: false));
        toldOff.SetResult();
        Assert.Contains("no answer within", error.Message, StringComparison.Ordinal);
        // Once; or not at all, where a busy machine had not sent it by then.
        Assert.InRange(server.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_that_hangs_and_a_pause_between_attempts()
    {
        using var arrived = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var server = new LoopbackServer((_, _) =>
        {
            arrived.Set();
            release.Wait(TimeSpan.FromSeconds(10));
            return null;
        });
        using var cancel = new CancellationTokenSource();
        var call = CallAsync(new TestConnection(server.Address), repeatable: true, cancel.Token);
        Assert.True(arrived.Wait(TimeSpan.FromSeconds(10)));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        release.Set();
    }

    internal static async Task<string?> CallAsync(TestConnection connection, bool repeatable, CancellationToken cancellation = default)
    {
        var call = new ApiCall(Product, "DoSomething", repeatable ? Repeatable.Always : Repeatable.OnlyWhenNotCarriedOut);
        call.Parameters.Add("Script", "secret-content").Add("ExecutionId", "exec-1");
        return await connection.Client.CallAsync(call, json =>
        {
            string? value = null;
            var name = "";
            while (json.NextProperty(ref name))
            {
                if (name == "Value")
                    value = json.Text();
                else
                    json.Skip();
            }

            return value;
        }, cancellation);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

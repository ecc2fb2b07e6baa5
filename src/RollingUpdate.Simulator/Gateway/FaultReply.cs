using System;
using System.Globalization;
using System.Text;
using RollingUpdate.Simulator.Http;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>How a fault looks on the wire.</summary>
internal static class FaultReply
{
    private const string ProxyPage = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>proxy</body></html>";

    /// <summary>Whether the fault strikes before anything is done.</summary>
    public static bool IsBefore(SimulatorFaultKind kind) =>
        kind is SimulatorFaultKind.Drop or SimulatorFaultKind.ServerError or SimulatorFaultKind.ServerErrorHtml or SimulatorFaultKind.Throttle or SimulatorFaultKind.Error;

    /// <summary>The answer instead of the work; null closes the connection.</summary>
    public static ApiException? Error(SimulatorFault fault) => fault.Kind switch
    {
        SimulatorFaultKind.Throttle => Build(fault, 400, "Throttling.User", "Request was denied due to user flow control."),
        SimulatorFaultKind.Error => Build(fault, 400, "InvalidParameter", "The simulator was told to answer with this error."),
        SimulatorFaultKind.ServerError when fault.HttpStatus == 503 => Build(fault, 503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
        SimulatorFaultKind.ServerError => Build(fault, 500, "InternalError", "The request processing has failed due to some unknown error."),
        _ => null,
    };

    /// <summary>The page of a proxy between.</summary>
    public static HttpReply Html(SimulatorFault fault) => HttpReply.Html(fault.HttpStatus ?? 502, ProxyPage);

    /// <summary>Adds what a throttling answer tells besides its body.</summary>
    public static void AddHeaders(SimulatorFault fault, HttpReply reply)
    {
        if (fault.Kind == SimulatorFaultKind.Throttle && fault.RetryAfter is { } wait)
            reply.Headers["x-acs-retry-after"] = ((long)wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What a fault makes of an answer whose work is done.</summary>
    public static HttpReply Spoil(SimulatorFault fault, HttpReply reply)
    {
        switch (fault.Kind)
        {
            case SimulatorFaultKind.LoseReply:
                return HttpReply.None;
            case SimulatorFaultKind.Empty:
                return HttpReply.Json(200, "");
            case SimulatorFaultKind.Malformed:
                var text = Encoding.UTF8.GetString(reply.Body);
                return HttpReply.Json(reply.Status, text.Substring(0, Math.Max(1, text.Length / 2)));
            default:
                return reply;
        }
    }

    private static ApiException Build(SimulatorFault fault, int status, string code, string message) =>
        new(fault.HttpStatus ?? status, fault.Code ?? code, fault.Message ?? message);
}

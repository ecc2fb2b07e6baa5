using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Http;
using RollingUpdate.Simulator.Time;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>The way of a call: log, faults, authentication, permission, the action itself, and back as JSON.</summary>
internal sealed class ApiGateway
{
    private readonly Simulation _simulation;
    private readonly World _world;
    private readonly ApiCatalog _catalog;
    private readonly Authenticator _authenticator;
    private readonly IdempotenceCache _idempotence = new();
    private readonly Func<DateTimeOffset> _gatewayNow;

    public ApiGateway(Simulation simulation, World world, ApiCatalog catalog, Authenticator authenticator, Func<DateTimeOffset> gatewayNow)
    {
        _simulation = simulation;
        _world = world;
        _catalog = catalog;
        _authenticator = authenticator;
        _gatewayNow = gatewayNow;
    }

    /// <summary>The calls so far; touched only inside the simulation.</summary>
    public CallLog Log { get; } = new();

    /// <summary>The scripted faults, first added first asked; touched only inside the simulation.</summary>
    public List<SimulatorFault> Faults { get; } = new();

    /// <summary>While set, every call is dropped.</summary>
    public bool NetworkDown { get; set; }

    /// <summary>Answers a request; a slow fault keeps the calling thread, which belongs to the connection.</summary>
    public HttpReply Handle(HttpRequest http)
    {
        var request = ApiRequest.Decode(http);
        SimulatorFault? fault = null;
        var reply = _simulation.Request(() => Answer(request, out fault));
        if (fault?.Kind == SimulatorFaultKind.Slow)
            Thread.Sleep(fault.Delay);
        return reply;
    }

    private HttpReply Answer(ApiRequest request, out SimulatorFault? fault)
    {
        var log = Log.Add(request);
        log.Time = DateTimeOffset.UtcNow;
        log.VirtualTime = _world.Clock.Now;
        log.RequestId = _world.Ids.RequestId();
        fault = NetworkDown ? new SimulatorFault("*", SimulatorFaultKind.Drop) : Faults.Find(f => f.Strikes(request.Action, request.AccessKeyId));
        log.Fault = fault?.Kind;
        var action = _catalog.Find(request.Version, request.Action);
        log.Product = action?.Product ?? "";
        log.Mutating = action?.Mutating == true;
        var reply = fault != null && FaultReply.IsBefore(fault.Kind) ? Strike(fault, request, action, log) : Work(request, action, log);
        if (fault != null)
            reply = FaultReply.Spoil(fault, reply);
        if (reply != HttpReply.None)
            reply.Headers["Date"] = _gatewayNow().ToString("r", CultureInfo.InvariantCulture);
        log.HttpStatus = reply.Status;
        return reply;
    }

    private static HttpReply Strike(SimulatorFault fault, ApiRequest request, ApiAction? action, SimulatorCall log)
    {
        if (fault.Kind == SimulatorFaultKind.Drop)
            return HttpReply.None;
        if (fault.Kind == SimulatorFaultKind.ServerErrorHtml)
            return FaultReply.Html(fault);
        var reply = Fail(request, action, log, FaultReply.Error(fault)!);
        FaultReply.AddHeaders(fault, reply);
        return reply;
    }

    private HttpReply Work(ApiRequest request, ApiAction? action, SimulatorCall log)
    {
        try
        {
            var caller = action is { Unsigned: true } ? _world.Access.Nobody : _authenticator.Authenticate(request);
            return Succeed(request, action ?? throw _catalog.NotFound(request.Version, request.Action), caller, log);
        }
        catch (ApiException e)
        {
            return Fail(request, action, log, e);
        }
#pragma warning disable CA1031 // A defect of the simulator is answered as a service's own would be, and can so be seen by a test.
        catch (Exception e)
        {
            return Fail(request, action, log, new ApiException(500, "InternalError", "The simulator failed: " + e));
        }
#pragma warning restore CA1031
    }

    private HttpReply Succeed(ApiRequest request, ApiAction action, Principal caller, SimulatorCall log)
    {
        var region = request.Parameters.Text("RegionId") ?? _world.RegionId;
        var call = new ApiCall(action, request.Parameters, caller, region, log.RequestId!);
        caller.Demand(action.Product, action.Name);
        var answer = _idempotence.Once(call, () => action.Handler(call));
        log.ExecutionId = call.ExecutionId;
        answer["RequestId"] = log.RequestId;
        return HttpReply.Json(200, answer.ToString(Formatting.None));
    }

    private static HttpReply Fail(ApiRequest request, ApiAction? action, SimulatorCall log, ApiException error)
    {
        log.Code = error.Code;
        var host = request.Http.Header("host") ?? "";
        var body = new JObject
        {
            ["RequestId"] = log.RequestId,
            ["Message"] = error.Message,
            ["Recommend"] = $"https://api.aliyun.com/troubleshoot?q={Uri.EscapeDataString(error.Code)}&product={action?.Product}&requestId={log.RequestId}",
            ["HostId"] = host,
            ["Code"] = error.Code,
        };
        if (error.AccessDeniedDetail != null)
            body["AccessDeniedDetail"] = error.AccessDeniedDetail;
        return HttpReply.Json(error.Status, body.ToString(Formatting.None));
    }
}

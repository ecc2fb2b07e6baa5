using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>What a service's action gets: who asks, for which region, with which parameters.</summary>
internal sealed class ApiCall
{
    public ApiCall(ApiAction action, ApiParameters parameters, Principal caller, string regionId, string requestId)
    {
        Action = action;
        Parameters = parameters;
        Caller = caller;
        RegionId = regionId;
        RequestId = requestId;
    }

    public ApiAction Action { get; }

    public ApiParameters Parameters { get; }

    public Principal Caller { get; }

    /// <summary>The region asked for; the simulator's own when the call names none (one endpoint serves all regions here).</summary>
    public string RegionId { get; }

    public string RequestId { get; }

    /// <summary>The execution that the call started or found by its token; goes into the call log.</summary>
    public string? ExecutionId { get; set; }
}

using System;

namespace RollingUpdate.OpenApi;

/// <summary>A call that did not succeed. The derived types tell why; this one carries what the service said.</summary>
public abstract class AliyunApiException : Exception
{
    private protected AliyunApiException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        Code = failure.Code;
        HttpStatus = failure.HttpStatus;
        RequestId = failure.RequestId;
        Recommend = failure.Recommend;
        Action = failure.Action;
        ServiceMessage = failure.Message;
    }

    /// <summary>The service's error code, such as <c>InvalidScalingGroupId.NotFound</c>; one of our own (<c>NoAnswer</c>, <c>UnreadableAnswer</c>) when there is none.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int HttpStatus { get; }

    /// <summary>The id the service gave the request, for a support ticket; null when there was none.</summary>
    public string? RequestId { get; }

    /// <summary>The address of the service's own troubleshooting page for this error; null when there was none.</summary>
    public string? Recommend { get; }

    /// <summary>The action that was called, such as <c>StartExecution</c>.</summary>
    public string Action { get; }

    /// <summary>The service's message, without what it repeats of the request's secrets.</summary>
    public string ServiceMessage { get; }

    internal ApiFailure Failure { get; }
}

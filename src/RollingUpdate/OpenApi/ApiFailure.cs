using System;

namespace RollingUpdate.OpenApi;

/// <summary>What is known of a failed call before it is given a meaning.</summary>
internal sealed class ApiFailure
{
    public string Action { get; set; } = "";

    public string Code { get; set; } = "";

    public string Message { get; set; } = "";

    public int HttpStatus { get; set; }

    public string? RequestId { get; set; }

    public string? Recommend { get; set; }

    /// <summary>The action a permission was missing for, such as <c>oos:StartExecution</c>.</summary>
    public string? DeniedAction { get; set; }

    /// <summary>How long the service asked to wait.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>The service's time, from the answer's Date header.</summary>
    public DateTimeOffset? ServerTime { get; set; }

    /// <summary>Whether it is sure that the service never began to work on the request.</summary>
    public bool NotCarriedOut { get; set; }
}

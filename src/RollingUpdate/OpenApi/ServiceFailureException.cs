using System;

namespace RollingUpdate.OpenApi;

/// <summary>The service failed: an HTTP 5xx, or an answer that cannot be read.</summary>
public sealed class ServiceFailureException : AliyunApiException
{
    internal ServiceFailureException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, failure, inner)
    {
    }
}

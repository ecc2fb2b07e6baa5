using System;

namespace RollingUpdate.OpenApi;

/// <summary>The service did not accept the request: a parameter, a state, a limit.</summary>
public sealed class InvalidRequestException : AliyunApiException
{
    internal InvalidRequestException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, failure, inner)
    {
    }
}

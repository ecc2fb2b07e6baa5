using System;

namespace RollingUpdate.OpenApi;

/// <summary>The key is good, but its owner may not do this.</summary>
public sealed class AccessDeniedException : AliyunApiException
{
    internal AccessDeniedException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, failure, inner)
    {
    }
}

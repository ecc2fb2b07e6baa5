using System;

namespace RollingUpdate.OpenApi;

/// <summary>What was named does not exist (in this region, for this account).</summary>
public sealed class ResourceNotFoundException : AliyunApiException
{
    internal ResourceNotFoundException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, failure, inner)
    {
    }
}

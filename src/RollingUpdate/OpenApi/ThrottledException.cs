using System;

namespace RollingUpdate.OpenApi;

/// <summary>Too many calls; it was asked to slow down, and slowing down within the retry budget was not enough.</summary>
public sealed class ThrottledException : AliyunApiException
{
    internal ThrottledException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, failure, inner)
    {
    }
}

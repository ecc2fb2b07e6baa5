using System;

namespace RollingUpdate.OpenApi;

/// <summary>The key, its signature or its token was refused: unknown, disabled, expired, or a clock too far off.</summary>
public sealed class CredentialRefusedException : AliyunApiException
{
    internal CredentialRefusedException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, failure, inner)
    {
    }
}

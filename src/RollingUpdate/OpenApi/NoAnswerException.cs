using System;

namespace RollingUpdate.OpenApi;

/// <summary>No answer came: not connected, connection lost, or timed out. A change may or may not have been made; the message says which.</summary>
public sealed class NoAnswerException : AliyunApiException
{
    internal NoAnswerException(string message, ApiFailure failure, Exception? inner = null)
        : base(message, failure, inner)
    {
    }
}

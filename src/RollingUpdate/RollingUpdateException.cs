using System;

namespace RollingUpdate;

/// <summary>Trouble the module found itself, as opposed to an answer of the service (<see cref="OpenApi.AliyunApiException"/>).</summary>
public sealed class RollingUpdateException : Exception
{
    internal RollingUpdateException(ErrorKind kind, string errorId, string message, string recommendedAction, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        ErrorId = errorId;
        RecommendedAction = recommendedAction;
    }

    /// <summary>What kind of trouble it is.</summary>
    public ErrorKind Kind { get; }

    /// <summary>A stable name for scripts, such as <c>NoProfile</c>; the error record's FullyQualifiedErrorId begins with it.</summary>
    public string ErrorId { get; }

    /// <summary>What to type next.</summary>
    public string RecommendedAction { get; }
}

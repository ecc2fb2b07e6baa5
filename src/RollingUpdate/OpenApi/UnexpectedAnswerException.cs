using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>What a reader throws when an answer is whole and does not say what was asked. It counts as an answer that cannot be read.</summary>
internal sealed class UnexpectedAnswerException : JsonException
{
    public UnexpectedAnswerException(string message)
        : base(message)
    {
    }
}

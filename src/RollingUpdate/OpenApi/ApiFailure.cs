using System;
using System.Collections.Generic;

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

    /// <summary>Whether an attempt before this one may have been carried out, with its answer lost.</summary>
    public bool EarlierMayHaveWorked { get; set; }

    /// <summary>Whether what came is not from the service, but from a proxy or gateway in between.</summary>
    public bool IsNotTheServices { get; set; }

    /// <summary>Whether the same would come of trying again.</summary>
    public bool Lasting { get; set; }

    /// <summary>Takes secrets out of all texts: a service, or what is in between, may repeat what it was sent.</summary>
    public ApiFailure Without(IReadOnlyList<string> secrets)
    {
        Code = SecretText.Hide(Code, secrets);
        Message = SecretText.HideLogins(SecretText.Hide(Message, secrets));
        RequestId = RequestId is null ? null : SecretText.Hide(RequestId, secrets);
        Recommend = Recommend is null ? null : SecretText.Hide(Recommend, secrets);
        DeniedAction = DeniedAction is null ? null : SecretText.Hide(DeniedAction, secrets);
        return this;
    }
}

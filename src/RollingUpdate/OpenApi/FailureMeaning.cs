using System;

namespace RollingUpdate.OpenApi;

/// <summary>Gives a failure its meaning: which exception it is.</summary>
internal static class FailureMeaning
{
    // Codes of the gateway that speak of the key or the signature (Alibaba Cloud help on common errors, ESS error codes).
    private static readonly string[] CredentialCodes =
    {
        "InvalidAccessKeyId", "SignatureDoesNotMatch", "IncompleteSignature", "InvalidSecurityToken", "InvalidTimeStamp", "IllegalTimestamp",
        "SecurityTokenExpired", "InvalidAccessKeySecret", "MissingSecurityToken",
    };

    private static readonly string[] PermissionCodes = { "Forbidden", "NoPermission", "NoPermisson", "AccessDenied", "ImplicitDeny", "ExplicitDeny" };

    private static readonly string[] TimeCodes = { "InvalidTimeStamp", "IllegalTimestamp" };

    public static AliyunApiException ToException(ApiFailure failure)
    {
        var message = Describe(failure);
        // Whatever the status says, it is not the service that says it, and it may have done the work.
        if (failure.IsNotTheServices && failure.HttpStatus < 500)
            return new NoAnswerException(message, failure);
        if (IsThrottled(failure))
            return new ThrottledException(message, failure);
        if (failure.HttpStatus >= 500)
            return new ServiceFailureException(message, failure);
        if (failure.HttpStatus == 401 || StartsWithAny(failure.Code, CredentialCodes))
            return new CredentialRefusedException(message, failure);
        if (IsDenied(failure))
            return new AccessDeniedException(message, failure);
        if (IsNotFound(failure))
            return new ResourceNotFoundException(message, failure);
        return new InvalidRequestException(message, failure);
    }

    /// <summary>The clock of this machine is off, as the service sees it.</summary>
    public static bool IsAboutTime(ApiFailure failure) => StartsWithAny(failure.Code, TimeCodes);

    public static string Describe(ApiFailure failure)
    {
        var text = failure.Message.Length > 0 ? failure.Message : "The service gave no reason.";
        if (failure.DeniedAction is not null)
            text += $" Missing permission: {failure.DeniedAction}.";
        var details = $"{failure.Action}: {failure.Code}";
        if (failure.HttpStatus > 0)
            details += $", HTTP {failure.HttpStatus}";
        if (failure.RequestId is not null)
            details += $", request {failure.RequestId}";
        return $"{text} ({details})";
    }

    // A server that fails and names a time to wait may have done the work all the same; one that throttles says so by its code.
    private static bool IsThrottled(ApiFailure failure) =>
        failure.HttpStatus == 429 ||
        (failure.RetryAfter is not null && failure.HttpStatus < 500) ||
        failure.Code.IndexOf("Throttling", StringComparison.OrdinalIgnoreCase) >= 0;

    // ECS answers 403 too where a thing is in the wrong state, such as IncorrectInstanceStatus: the status alone tells only when there is no code.
    private static bool IsDenied(ApiFailure failure) =>
        failure.DeniedAction is not null || failure.Code == "Http403" || StartsWithAny(failure.Code, PermissionCodes);

    // InvalidAction.NotFound speaks of a request that is wrong, not of a thing that is missing.
    private static bool IsNotFound(ApiFailure failure) =>
        !failure.Code.StartsWith("InvalidAction", StringComparison.OrdinalIgnoreCase) &&
        !failure.Code.StartsWith("InvalidVersion", StringComparison.OrdinalIgnoreCase) &&
        (failure.HttpStatus == 404 ||
         failure.Code.EndsWith(".NotFound", StringComparison.OrdinalIgnoreCase) ||
         failure.Code.StartsWith("EntityNotExist", StringComparison.OrdinalIgnoreCase));

    private static bool StartsWithAny(string code, string[] starts) =>
        Array.Exists(starts, start => code.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}

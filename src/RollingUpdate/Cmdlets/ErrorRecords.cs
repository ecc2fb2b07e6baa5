using System;
using System.Management.Automation;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets;

/// <summary>Error records with stable ids, the category PowerShell has for them, and what to do next.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(RollingUpdateException error, object? target) =>
        Record(error, error.ErrorId, CategoryOf(error.Kind), target, error.RecommendedAction);

    public static ErrorRecord From(AliyunApiException error, object? target) => error switch
    {
        ThrottledException => Record(error, "Throttled", ErrorCategory.LimitsExceeded, target,
            "Wait a while and type it again; with many calls at once, make fewer of them."),
        CredentialRefusedException => Record(error, "CredentialRefused", ErrorCategory.AuthenticationError, target,
            "Look which key is used with Get-AliyunSession, then mend the profile (aliyun configure) or sign in with Connect-Aliyun. For a time error, set this machine's clock."),
        AccessDeniedException denied => Record(error, "AccessDenied", ErrorCategory.PermissionDenied, target,
            denied.Failure.DeniedAction is { } action
                ? $"Have the permission {action} granted to the RAM user or role that Get-AliyunCallerIdentity shows."
                : $"Have the permission for {error.Action} granted to the RAM user or role that Get-AliyunCallerIdentity shows."),
        ResourceNotFoundException => Record(error, NotFoundId(error.Code), ErrorCategory.ObjectNotFound, target,
            "Check the id, and with Get-AliyunSession the region and account it is looked for in."),
        ServiceFailureException => Record(error, "ServiceFailure", ErrorCategory.ResourceUnavailable, target,
            "Type it again later. If it stays, give the request id to Alibaba Cloud support."),
        NoAnswerException => Record(error, "NoAnswer", ErrorCategory.ConnectionError, target,
            error.Failure.NotCarriedOut
                ? "Check the network, the proxy and the endpoint that Get-AliyunSession shows, then type it again."
                : "Look first whether it was carried out (Get-OosExecution, Get-EssScalingGroup), then type it again."),
        _ => Record(error, InvalidId(error.Code), ErrorCategory.InvalidArgument, target,
            error.Recommend is null ? "Change what the message names and type it again." : $"Change what the message names and type it again; more at {error.Recommend}"),
    };

    // From 7.5 on PowerShell's error view shows the recommended action on a line of its own. Before that it shows only the message, and an
    // admin needs to read both.
    private static readonly bool ViewShowsAction = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    private static ErrorRecord Record(Exception error, string errorId, ErrorCategory category, object? target, string action) => new(error, errorId, category, target)
    {
        ErrorDetails = new ErrorDetails(ViewShowsAction ? error.Message : error.Message + " " + action) { RecommendedAction = action },
    };

    private static string NotFoundId(string code) => code switch
    {
        "InvalidScalingGroupId.NotFound" => "ScalingGroupNotFound",
        "EntityNotExists.Template" => "TemplateNotFound",
        "EntityNotExists.Execution" => "ExecutionNotFound",
        "InvalidImageId.NotFound" => "ImageNotFound",
        "InvalidInstanceId.NotFound" => "InstanceNotFound",
        _ => "NotFound",
    };

    private static string InvalidId(string code) => code switch
    {
        "IdempotentParameterMismatch" => "ClientTokenReused",
        _ => "InvalidRequest",
    };

    private static ErrorCategory CategoryOf(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidInput => ErrorCategory.InvalidArgument,
        ErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ErrorKind.InvalidState => ErrorCategory.InvalidOperation,
        ErrorKind.NotAuthenticated => ErrorCategory.AuthenticationError,
        ErrorKind.TimedOut => ErrorCategory.OperationTimeout,
        ErrorKind.ExecutionFailed => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}

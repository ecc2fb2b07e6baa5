using System;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Whose credentials they are, as every message about them begins, and the two ways in which getting them fails.</summary>
internal sealed class CredentialOrigin
{
    /// <param name="title">Such as <c>profile 'deploy'</c> or <c>the environment</c>.</param>
    /// <param name="mode">The mode, such as RamRoleArn.</param>
    public CredentialOrigin(string title, string mode)
    {
        Title = title;
        Mode = mode;
    }

    public string Title { get; }

    public string Mode { get; }

    private string Begin => $"{char.ToUpperInvariant(Title[0])}{Title.Substring(1)} (mode {Mode})";

    /// <summary>It cannot work until somebody does something.</summary>
    /// <param name="step">What was being done, such as <c>AssumeRole of acs:ram::… at sts.aliyuncs.com</c>.</param>
    /// <param name="reason">What went wrong.</param>
    /// <param name="advice">What to type or change.</param>
    /// <param name="inner">The cause.</param>
    public RollingUpdateException Failed(string step, string reason, string advice, Exception? inner = null) =>
        Refused("CredentialsNotObtained", $"gives no credentials: {step} failed: {reason}", advice, inner);

    /// <summary>The profile cannot be used as it is.</summary>
    public RollingUpdateException Refused(string errorId, string text, string advice, Exception? inner = null) =>
        new(ErrorKind.NotAuthenticated, errorId, $"{Begin} {text.TrimEnd('.')}.", advice, inner);

    /// <summary>A failure of a call for credentials, told as theirs: one that may pass stays of its type, so that a wait goes on through it.</summary>
    /// <param name="step">What was being done.</param>
    /// <param name="error">How the call failed.</param>
    /// <param name="advice">What to do when it does not pass.</param>
    public Exception Failed(string step, AliyunApiException error, string advice)
    {
        var message = $"{Begin} gives no credentials: {step} failed: {error.Message}";
        // The call that needs the credentials has not been sent.
        error.Failure.NotCarriedOut = true;
        return error switch
        {
            ThrottledException => new ThrottledException(message, error.Failure, error),
            NoAnswerException => new NoAnswerException(message, error.Failure, error),
            ServiceFailureException => new ServiceFailureException(message, error.Failure, error),
            _ => Failed(step, error.Message, advice, error),
        };
    }
}

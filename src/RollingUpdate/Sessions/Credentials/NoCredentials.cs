namespace RollingUpdate.Sessions.Credentials;

/// <summary>The error for who has no credentials at all.</summary>
internal static class NoCredentials
{
    public const string ErrorId = "NoProfile";

    public static RollingUpdateException Error(string message, string? action = null) => new(
        ErrorKind.NotAuthenticated, ErrorId, message,
        action ?? "Run aliyun configure, or sign in here: Connect-Aliyun -AccessKeyId LTAI… -AccessKeySecret (Read-Host -AsSecureString) -RegionId cn-hangzhou.");
}

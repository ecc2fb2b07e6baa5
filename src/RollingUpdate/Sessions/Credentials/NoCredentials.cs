namespace RollingUpdate.Sessions.Credentials;

/// <summary>The error for who has no credentials at all.</summary>
internal static class NoCredentials
{
    public static RollingUpdateException Error(string message) => new(
        ErrorKind.NotAuthenticated, "NoProfile", message,
        "Run aliyun configure, or sign in here: Connect-Aliyun -AccessKeyId LTAI… -AccessKeySecret (Read-Host -AsSecureString) -RegionId cn-hangzhou.");
}

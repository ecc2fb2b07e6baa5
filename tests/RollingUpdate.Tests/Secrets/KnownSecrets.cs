using System;
using System.Net;
using System.Security;
using RollingUpdate.Sessions;

namespace RollingUpdate.Tests.Secrets;

/// <summary>The key that the tests of secrets sign in with, and look for in all that comes out.</summary>
internal static class KnownSecrets
{
    /// <summary>Written before a script, so that it says all it can.</summary>
    public const string AllStreams = "$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $InformationPreference = 'Continue'; ";

    // Characters that look different in each encoding.
    public static readonly Canary Secret = new("secret", "Cn4ry/S3cr3t+\"<&>é中=end-of-it");
    public static readonly Canary Token = new("token", "Cn4ry/T0k3n+\"&%20=end-of-the-token/CAISogJ1q6Ft5B2yfSjIr5eA=");

    public static SecureString Secure(Canary canary) => new NetworkCredential("", canary.Secret).SecurePassword;

    /// <summary>Signs in at a server with both.</summary>
    public static void Connect(Shell shell, Uri endpoint) => shell.Provider.Connect(new ConnectRequest
    {
        AccessKeyId = "STS.canary",
        AccessKeySecret = Secure(Secret),
        SecurityToken = Secure(Token),
        RegionId = "cn-hangzhou",
        Endpoint = endpoint,
    });
}

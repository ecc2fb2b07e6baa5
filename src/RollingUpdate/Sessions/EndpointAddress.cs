using System;

namespace RollingUpdate.Sessions;

/// <summary>The endpoint that the calls of every product go to: scheme, host and port, and nothing else, since nothing else would be used.</summary>
internal static class EndpointAddress
{
    private const string Right = "scheme, host and port, such as https://proxy.example or http://127.0.0.1:8080";

    /// <summary>Of a parameter; null for none, and for an empty text.</summary>
    /// <exception cref="RollingUpdateException">It is more or less than that.</exception>
    public static Uri? Typed(Uri? endpoint) => Read(endpoint?.OriginalString, $"Give -Endpoint {Right}.");

    /// <summary>Of a profile or of the environment; null for none.</summary>
    /// <exception cref="RollingUpdateException">It is more or less than that.</exception>
    public static Uri? Stored(string? text) => Read(text, $"Correct endpoint in the profile, or ALIBABA_CLOUD_ENDPOINT: {Right}.");

    // A bare host gets TLS; plain http is for those who wrote it. What is refused is not quoted: a password may be in it.
    private static Uri? Read(string? text, string remedy)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var isGood = Uri.TryCreate(text!.Contains("://") ? text : "https://" + text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            && endpoint.AbsolutePath == "/" && endpoint.Query.Length == 0 && endpoint.Fragment.Length == 0 && endpoint.UserInfo.Length == 0;
        return isGood ? endpoint : throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidEndpoint", "The endpoint is not just a host.", remedy);
    }
}

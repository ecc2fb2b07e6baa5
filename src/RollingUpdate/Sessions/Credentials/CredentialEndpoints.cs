using System;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>The endpoints that a session's calls go to, as far as they bear on where credentials are fetched.</summary>
internal sealed class CredentialEndpoints
{
    public CredentialEndpoints(Uri? typed, Uri? ofProfile)
    {
        Typed = typed;
        OfProfile = ofProfile;
    }

    /// <summary>What Connect-Aliyun -Endpoint was given.</summary>
    public Uri? Typed { get; }

    /// <summary>The profile's or the environment's endpoint.</summary>
    public Uri? OfProfile { get; }
}

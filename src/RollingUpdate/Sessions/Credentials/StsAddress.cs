using System;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Where STS is asked for a role: it is not the endpoint of the calls, and neither the region nor the network of the calls plays a part.</summary>
internal static class StsAddress
{
    private const string Central = "sts.aliyuncs.com";

    /// <summary>
    /// What was typed for every product, else the profile's sts_endpoint or the environment's, else the host of its sts_region, else
    /// sts.aliyuncs.com. An endpoint on this machine is a rehearsal: nothing then goes to the real service.
    /// </summary>
    /// <exception cref="RollingUpdateException">What the profile says cannot be a host.</exception>
    public static Uri Of(ProfileFields fields, CredentialOrigin origin, CredentialEndpoints endpoints)
    {
        if (endpoints.Typed is { } typed)
            return typed;
        if (fields.Text("sts_endpoint") is { } host)
            return Parse(host) ?? throw origin.Refused("InvalidStsEndpoint", "has an sts_endpoint that cannot be a host", "Give a host, such as sts.cn-hangzhou.aliyuncs.com.");
        if (endpoints.OfProfile is { IsLoopback: true } loopback)
            return loopback;
        return new Uri("https://" + (fields.Profile.Text("sts_region") is { } region ? $"sts.{Region.Check(region, fields.Title)}.aliyuncs.com" : Central));
    }

    // The CLI drops the scheme and takes TLS; plain http remains for a stand-in on this machine.
    private static Uri? Parse(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var written) && written.Scheme == "http" && written.IsLoopback)
            return written;
        var mark = text.IndexOf("://", StringComparison.Ordinal);
        var host = (mark < 0 ? text : text.Substring(mark + 3)).TrimEnd('/');
        return Uri.TryCreate("https://" + host, UriKind.Absolute, out var address) && address.AbsolutePath == "/" && address.Query.Length == 0 && address.UserInfo.Length == 0
            ? address
            : null;
    }
}

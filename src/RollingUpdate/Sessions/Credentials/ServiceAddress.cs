using System;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>The base address of a service that credentials come from, or what an admin has put in its place.</summary>
internal static class ServiceAddress
{
    /// <exception cref="RollingUpdateException">The variable holds no address.</exception>
    public static Uri Of(SessionEnvironment environment, string[] variable, string standard)
    {
        var text = environment.First(variable) ?? standard;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address!;
        throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidServiceAddress", $"{variable[0]} is '{text}', which is no address.", $"Write it with its scheme, such as {standard}, or clear it.");
    }
}

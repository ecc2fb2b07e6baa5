using System;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>The variable with which an admin forbids credentials from programs and from addresses.</summary>
internal static class ExternalSwitch
{
    public static bool IsOn(SessionEnvironment environment) =>
        environment.First(EnvironmentNames.ExternalProcessDisabled) is { } value && (value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="RollingUpdateException">They are forbidden.</exception>
    public static void Check(SessionEnvironment environment, CredentialOrigin origin)
    {
        if (IsOn(environment))
        {
            throw origin.Refused(
                "ExternalCredentialsDisabled", $"cannot be used: external credential source is disabled by {EnvironmentNames.ExternalProcessDisabled[0]} ({origin.Mode} mode)",
                "Clear that variable, or use another profile.");
        }
    }
}

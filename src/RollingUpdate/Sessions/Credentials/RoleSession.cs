using System.Globalization;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Names a session of a role where nobody has named it.</summary>
internal static class RoleSession
{
    /// <summary>The module's name and the Unix time in milliseconds.</summary>
    public static string NewName(IClock clock) => "RollingUpdate-" + clock.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}

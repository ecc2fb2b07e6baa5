using System;
using System.IO;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions;

/// <summary>What a session takes from the machine: environment variables, the profile file, the time. Tests put their own in its place.</summary>
internal sealed class SessionEnvironment
{
    private readonly Func<string, string?> _variable;

    public SessionEnvironment(Func<string, string?> variable, IClock clock)
    {
        _variable = variable;
        Clock = clock;
    }

    /// <summary>This machine and this process.</summary>
    public static SessionEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable, SystemClock.Instance);

    public IClock Clock { get; }

    /// <summary>
    /// <c>~/.aliyun/config.json</c>. The CLI takes HOME on Linux and macOS, and on Windows HOMEDRIVE and HOMEPATH before USERPROFILE.
    /// </summary>
    public string ConfigPath => Path.Combine(Home, ".aliyun", "config.json");

    private string Home =>
        Path.DirectorySeparatorChar == '\\'
            ? First("HOMEDRIVE") is { } drive && First("HOMEPATH") is { } path ? drive + path : First("USERPROFILE") ?? ""
            : First("HOME") ?? "/";

    /// <summary>The first of these variables that is not empty; null when all are.</summary>
    public string? First(params string[] names)
    {
        foreach (var name in names)
            if (_variable(name) is { Length: > 0 } value)
                return value;
        return null;
    }
}

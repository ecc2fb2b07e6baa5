using System;
using System.IO;
using System.Linq;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions;

/// <summary>What a session takes from the machine: environment variables, the files of the home folder, the time. Tests put their own in its place.</summary>
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

    /// <summary><c>~/.alibabacloud/credentials</c>, the SDKs' own file, unless ALIBABA_CLOUD_CREDENTIALS_FILE names another.</summary>
    public string SharedCredentialsPath =>
        First(EnvironmentNames.SharedCredentialsFile) ?? Path.Combine(Home, ".alibabacloud", "credentials");

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

    /// <summary>Which of these variables <see cref="First"/> takes; null when all are empty.</summary>
    public string? FirstName(params string[] names) => names.FirstOrDefault(name => _variable(name) is { Length: > 0 });

    /// <summary>Whether one of these variables says <c>true</c>, in any case.</summary>
    public bool IsTrue(params string[] names) => string.Equals(First(names), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the profile file is to be left aside: only the value <c>TRUE</c> counts, as to the CLI.</summary>
    public bool IgnoresProfile => EnvironmentNames.IgnoreProfile.Any(name => _variable(name) == "TRUE");

    /// <summary>Changes when a variable does that a session looks at, or one of its files. Holds secrets.</summary>
    public string Stamp()
    {
        var files = new[] { ConfigPath, SharedCredentialsPath }.Select(path => new FileInfo(path)).Select(file => file.Exists ? $"{file.LastWriteTimeUtc.Ticks} {file.Length}" : "");
        return string.Join("\n", files.Concat(EnvironmentNames.All.Select(name => _variable(name) ?? "")));
    }
}

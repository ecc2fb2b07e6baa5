using System.Text;

namespace RollingUpdate.Updates;

/// <summary>What Cloud Assistant takes as a script.</summary>
internal static class UpdateScript
{
    /// <summary>RunCommand takes 24 KB of Base64, which is this many bytes of UTF-8 (ECS API, RunCommand, CommandContent).</summary>
    public const int LargestBytes = 24 * 1024 / 4 * 3;

    /// <summary>A file written on Windows ends its lines with CR LF, and a shell takes the CR for a part of the command.</summary>
    public static string Normalise(string script, CommandType type) =>
        type == CommandType.RunShellScript ? script.Replace("\r\n", "\n") : script;

    /// <exception cref="RollingUpdateException">It is empty or too large.</exception>
    public static void Check(string script, string parameter, string errorId)
    {
        if (string.IsNullOrWhiteSpace(script))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, errorId, $"-{parameter} is empty.",
                $"Give the commands to run, as -{parameter} 'df -h' or -{parameter}Path ./update.sh.");
        }

        var bytes = Encoding.UTF8.GetByteCount(script);
        if (bytes > LargestBytes)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, errorId,
                $"-{parameter} has {bytes:N0} bytes; Cloud Assistant takes {LargestBytes:N0} at most.",
                "Put the script where the instances can fetch it, and give one that fetches and runs it.");
        }
    }
}

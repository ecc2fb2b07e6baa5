namespace RollingUpdate.Updates;

/// <summary>
/// The templates for files keep paths and script in a lifecycle hook too, so that instances scaled out later get them. They put them into
/// the hook's JSON as they are: a quote, a backslash or a line break breaks that JSON, and the hook takes 4,096 characters.
/// </summary>
internal static class HookScript
{
    // The largest a hook's metadata may be (ESS API, CreateLifecycleHook), less what the templates write around the values.
    private const int LargestMetadata = 4096;
    private const int WrittenAround = 512;
    private static readonly char[] Breaking = { '"', '\\', '\n', '\r', '\t' };

    /// <exception cref="RollingUpdateException">The hook would not work.</exception>
    public static void Check(string parameter, params string?[] values)
    {
        var length = 0;
        foreach (var value in values)
        {
            if (value is null)
                continue;
            length += value.Length;
            if (value.IndexOfAny(Breaking) >= 0)
            {
                throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidHookText",
                    $"-{parameter} has a quote, a backslash or a line break. The template copies it into a lifecycle hook as it is, where that breaks the hook: instances scaled out later would not get the update.",
                    "Put the script into the file that is downloaded, and give a single line that runs it, such as -Script 'sh /opt/app/install.sh'.");
            }
        }

        if (length > LargestMetadata - WrittenAround)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidHookText",
                $"-{parameter} and the paths have {length:N0} characters; the lifecycle hook that keeps them takes about {LargestMetadata - WrittenAround:N0}.",
                "Put the script into the file that is downloaded, and give a single line that runs it.");
        }
    }
}

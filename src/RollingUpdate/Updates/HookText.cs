using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Updates;

/// <summary>
/// What the templates for files keep in a lifecycle hook, so that instances scaled out later get the file too. They put paths and script
/// into the hook's JSON as they are: a quote, a backslash or a line break ends that JSON early, and the hook takes 4,096 characters.
/// </summary>
internal sealed class HookText
{
    // The largest a hook's metadata may be (ESS API, CreateLifecycleHook).
    private const int LargestMetadata = 4096;

    // What Auto Scaling puts its own values in place of when the hook is called; the templates' hooks use these.
    private static readonly string[] Placeholders = { "${regionId}", "${instanceIds}", "${lifecycleHookId}", "${lifecycleActionToken}" };
    private readonly List<(string Parameter, string Value, bool IsScript)> _values = new();
    private readonly int _writtenAround;

    /// <param name="writtenAround">How many characters the template writes around the values.</param>
    public HookText(int writtenAround) => _writtenAround = writtenAround;

    /// <summary>A placeholder in a script, which is a shell's variable on the instances and Auto Scaling's own value in the hook; null for none.</summary>
    public static string? PlaceholderIn(string? script) => script is null ? null : Placeholders.FirstOrDefault(script.Contains);

    /// <summary>A script without the line break that a file ends with.</summary>
    public static string? Normalise(string? script) => script?.TrimEnd('\r', '\n', ' ', '\t');

    public HookText Path(string parameter, string? value) => Add(parameter, value, isScript: false);

    public HookText Script(string parameter, string? value) => Add(parameter, value, isScript: true);

    /// <exception cref="RollingUpdateException">The hook would not work.</exception>
    public void Check()
    {
        foreach (var (parameter, value, isScript) in _values)
        {
            var broken = value.FirstOrDefault(IsBreaking);
            if (broken == default)
                continue;
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidHookText",
                $"-{parameter} has {NameOf(broken)}. The template copies it into a lifecycle hook as it is, where that breaks the hook: instances scaled out later would not get the update.",
                isScript
                    ? "Use single quotes and one line (commands are joined by && or ;). Or put the script into the file that is downloaded, and give one line that runs it, such as -Script 'sh /opt/app/install.sh'."
                    : "Write it without; folders on Windows with slashes, such as C:/app.");
        }

        var length = _writtenAround + _values.Sum(value => value.Value.Length);
        if (length > LargestMetadata)
        {
            var parameter = _values.OrderByDescending(value => value.Value.Length).First().Parameter;
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidHookText",
                $"With -{parameter} the lifecycle hook that the template keeps would have {length:N0} characters; Auto Scaling takes {LargestMetadata:N0}.",
                "Put the script into the file that is downloaded, and give a single line that runs it.");
        }
    }

    private static bool IsBreaking(char character) => character is '"' or '\\' || char.IsControl(character);

    private static string NameOf(char character) => character switch
    {
        '"' => "a double quote",
        '\\' => "a backslash",
        '\n' or '\r' => "a line break",
        '\t' => "a tab",
        _ => "a control character",
    };

    private HookText Add(string parameter, string? value, bool isScript)
    {
        if (value is not null)
            _values.Add((parameter, value, isScript));
        return this;
    }
}

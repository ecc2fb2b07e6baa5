using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>What a reference of the XML documentation is called in help: a cmdlet by its name, a parameter with its dash.</summary>
internal static partial class DocReference
{
    public static string NameOf(XElement reference)
    {
        if ((string?)reference.Attribute("cref") is { } target)
            return target[0] == 'P' ? "-" + Last(target) : CmdletName(Last(target)) ?? Last(target);
        return (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? (reference.Value.Length > 0 ? reference.Value : (string?)reference.Attribute("href") ?? "");
    }

    private static string Last(string target) => target[(target.LastIndexOfAny(['.', ':']) + 1)..];

    // StartEssRollbackCommand is Start-EssRollback.
    private static string? CmdletName(string className) =>
        CommandClass().Match(className) is { Success: true } match ? $"{match.Groups[1].Value}-{match.Groups[2].Value}" : null;

    [GeneratedRegex("^([A-Z][a-z]+)([A-Z][A-Za-z]+)Command$")]
    private static partial Regex CommandClass();
}

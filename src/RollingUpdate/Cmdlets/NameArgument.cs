using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace RollingUpdate.Cmdlets;

/// <summary>A name with wildcards.</summary>
internal static class NameArgument
{
    /// <summary>What the name stands for, in any case.</summary>
    /// <exception cref="RollingUpdateException">It is no pattern.</exception>
    public static WildcardPattern Pattern(string name)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        if (Problem(pattern) is not { } problem)
            return pattern;
        throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidWildcard", $"'{name}' is no pattern: {problem.Message}",
            "Put a backtick before a bracket that belongs to the name, and the name in single quotes: 'web`[1`]'.", problem);
    }

    /// <summary>Whether the name can be taken for a pattern.</summary>
    public static bool IsPattern(string name) => Problem(WildcardPattern.Get(name, WildcardOptions.IgnoreCase)) is null;

    // A pattern is parsed at its first use, which would be amid the answers of the service.
    private static RuntimeException? Problem(WildcardPattern pattern)
    {
        try
        {
            pattern.IsMatch("");
            return null;
        }
        catch (RuntimeException error)
        {
            return error;
        }
    }

    /// <summary>The longest part without wildcards: services match a part of a name, and it keeps their answer small; null when there is none.</summary>
    public static string? LongestLiteral(string name)
    {
        IEnumerable<string> parts = name.Split('*', '?', '[', ']', '`');
        // What stands in brackets is a choice of letters, not a part of the name.
        if (name.IndexOf('[') >= 0)
            parts = parts.Take(1);
        return parts.OrderByDescending(part => part.Length).First() is { Length: > 0 } longest ? longest : null;
    }
}

using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Cmdlets;

/// <summary>A name with wildcards, for services that match a part of a name.</summary>
internal static class NameArgument
{
    /// <summary>The longest part without wildcards, which keeps the service's answer small; null when there is none.</summary>
    public static string? LongestLiteral(string name)
    {
        IEnumerable<string> parts = name.Split('*', '?', '[', ']', '`');
        // What stands in brackets is a choice of letters, not a part of the name.
        if (name.IndexOf('[') >= 0)
            parts = parts.Take(1);
        return parts.OrderByDescending(part => part.Length).First() is { Length: > 0 } longest ? longest : null;
    }
}

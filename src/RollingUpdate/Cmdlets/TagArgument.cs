using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace RollingUpdate.Cmdlets;

/// <summary>Tags as they are typed: a hashtable.</summary>
internal static class TagArgument
{
    /// <summary>OOS takes this many tags (OOS API, StartExecution, Tags).</summary>
    private const int Most = 20;

    /// <exception cref="RollingUpdateException">There are too many.</exception>
    public static IReadOnlyDictionary<string, string>? Read(Hashtable? tags)
    {
        if (tags is null)
            return null;
        if (tags.Count > Most)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "TooManyTags", $"-Tag has {tags.Count} tags; OOS takes {Most} at most.",
                "Leave some out.");
        }

        // Sorted, so that the same tags make the same text: a client token holds for one text.
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry tag in tags)
            read[Convert.ToString(tag.Key, CultureInfo.InvariantCulture)] = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
        return new Dictionary<string, string>(read);
    }
}

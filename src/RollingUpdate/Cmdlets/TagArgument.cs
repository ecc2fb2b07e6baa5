using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Cmdlets;

/// <summary>Tags as they are typed: a hashtable.</summary>
internal static class TagArgument
{
    /// <summary>OOS takes this many tags (OOS API, StartExecution, Tags).</summary>
    private const int Most = 20;

    /// <summary>Tags to keep with an execution that is started: none of those that the module itself keeps.</summary>
    /// <exception cref="RollingUpdateException">There are too many, or one cannot be taken.</exception>
    public static IReadOnlyDictionary<string, string>? ReadNew(Hashtable? tags)
    {
        var read = Read(tags);
        if (read?.Keys.FirstOrDefault(UpdateRecord.Keeps) is { } reserved)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidTag",
                $"-Tag: the key '{reserved}' is one of those that keep what a rollback needs.", "Give it another name, without rollingupdate: before it.");
        }

        return read;
    }

    /// <summary>Tags to look for.</summary>
    /// <exception cref="RollingUpdateException">There are too many, or a value is several.</exception>
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
        {
            if ((tag.Value is PSObject wrapped ? wrapped.BaseObject : tag.Value) is IEnumerable and not string)
            {
                throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidTag", $"-Tag: the value of '{tag.Key}' is a list, and a tag has one text.",
                    $"Give one text, as @{{ '{tag.Key}' = 'a,b' }}.");
            }

            read[Convert.ToString(tag.Key, CultureInfo.InvariantCulture)] = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
        }

        return new Dictionary<string, string>(read);
    }
}

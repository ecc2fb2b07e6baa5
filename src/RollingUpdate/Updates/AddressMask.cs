using System;
using System.Text.RegularExpressions;

namespace RollingUpdate.Updates;

/// <summary>Addresses as they may be shown: a query is how downloads are signed, and a user before the host is how logins are passed on.</summary>
internal static class AddressMask
{
    // RFC 3986, section 3.2.
    private static readonly char[] EndOfAuthority = { '/', '?', '#' };

    /// <summary>The address without its user and its query; any other text as it is.</summary>
    public static string Hide(string text)
    {
        if (!IsAddress(text))
            return text;
        var shown = HideUser(text);
        var query = shown.IndexOf('?');
        return query < 0 || query == shown.Length - 1 ? shown : shown.Substring(0, query + 1) + "…";
    }

    // Also what Uri does not take for one, such as a login with an @ in it.
    private static bool IsAddress(string text) => Regex.IsMatch(text, "^(?!file:)[a-z][a-z0-9+.-]*://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Cut out of the text as it is: what Uri gives as the user is escaped, and may not be found in it.
    private static string HideUser(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.IndexOfAny(EndOfAuthority, start);
        var at = text.LastIndexOf('@', (end < 0 ? text.Length : end) - 1);
        return at < start ? text : text.Substring(0, start) + "…" + text.Substring(at);
    }
}

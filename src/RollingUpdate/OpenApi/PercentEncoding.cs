using System;
using System.Collections.Generic;
using System.Text;

namespace RollingUpdate.OpenApi;

/// <summary>RFC 3986 as the signature wants it: all but <c>A-Z a-z 0-9 - _ . ~</c> becomes <c>%XX</c> of its UTF-8 bytes.</summary>
internal static class PercentEncoding
{
    private const string Hex = "0123456789ABCDEF";

    /// <summary>
    /// <c>name=value</c> pairs in ordinal order of their names, joined with <c>&amp;</c>: the canonical query, which is at the same time
    /// what goes on the wire, as a query or as a form body.
    /// </summary>
    public static string Canonical(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
            return "";
        var sorted = new KeyValuePair<string, string>[pairs.Count];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = pairs[i];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder(256);
        foreach (var pair in sorted)
        {
            if (text.Length > 0)
                text.Append('&');
            Append(text, pair.Key);
            text.Append('=');
            Append(text, pair.Value);
        }

        return text.ToString();
    }

    public static string Encode(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string value)
    {
        var from = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (IsUnreserved(value[i]))
                continue;
            text.Append(value, from, i - from);
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                AppendBytes(text, value, i++, 2);
            else
                AppendBytes(text, value, i, 1);
            from = i + 1;
        }

        text.Append(value, from, value.Length - from);
    }

    private static void AppendBytes(StringBuilder text, string value, int index, int count)
    {
        if (value[index] < 0x80)
        {
            AppendByte(text, (byte)value[index]);
            return;
        }

        foreach (var b in Encoding.UTF8.GetBytes(value.ToCharArray(index, count)))
            AppendByte(text, b);
    }

    private static void AppendByte(StringBuilder text, byte b) => text.Append('%').Append(Hex[b >> 4]).Append(Hex[b & 15]);

    private static bool IsUnreserved(char c) =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '_' or '.' or '~';
}

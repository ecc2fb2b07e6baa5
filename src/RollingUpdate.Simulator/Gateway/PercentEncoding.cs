using System.Collections.Generic;
using System.Text;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>RFC 3986 encoding as the signatures use it, and the decoding of queries and forms.</summary>
internal static class PercentEncoding
{
    private const string Hex = "0123456789ABCDEF";

    /// <summary>Keeps letters, digits and <c>-_.~</c>; all else becomes <c>%XX</c> of its UTF-8 bytes.</summary>
    public static string Encode(string text)
    {
        if (IsPlain(text))
            return text;
        var result = new StringBuilder(text.Length + 32);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (IsUnreserved((char)b))
                result.Append((char)b);
            else
                result.Append('%').Append(Hex[b >> 4]).Append(Hex[b & 15]);
        }

        return result.ToString();
    }

    /// <summary>Whether a text is the same encoded and not encoded.</summary>
    public static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (!IsUnreserved(c))
                return false;
        }

        return true;
    }

    /// <summary>The pairs of a query or a form, decoded, in wire order. A plus is a space, as in forms; clients that mean a plus send <c>%2B</c>.</summary>
    public static List<KeyValuePair<string, string>> DecodePairs(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split('&'))
        {
            if (part.Length == 0)
                continue;
            var equals = part.IndexOf('=');
            pairs.Add(equals < 0 ? new(Decode(part), "") : new(Decode(part.Substring(0, equals)), Decode(part.Substring(equals + 1))));
        }

        return pairs;
    }

    private static bool IsUnreserved(char c) =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '_' or '.' or '~';

    private static string Decode(string text)
    {
        if (text.IndexOf('%') < 0 && text.IndexOf('+') < 0)
            return text;
        var bytes = new byte[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && HexValue(text[i + 1]) >= 0 && HexValue(text[i + 2]) >= 0)
            {
                bytes[count++] = (byte)((HexValue(text[i + 1]) << 4) | HexValue(text[i + 2]));
                i += 2;
            }
            else
            {
                bytes[count++] = (byte)(text[i] == '+' ? ' ' : text[i]);
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}

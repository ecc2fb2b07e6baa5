using System.Globalization;
using System.Text;

namespace RollingUpdate.Updates.Reports;

/// <summary>
/// Text from anywhere as text of a page. Nothing in it is taken for markup, in an element as in a quoted attribute, and nothing in it is
/// invisible: what a terminal would obey, or what turns the order of letters round, is shown as what it is.
/// </summary>
internal static class HtmlText
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                escaped.Append(text, i++, 2);
            else
                Append(escaped, text[i]);
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, char c)
    {
        switch (c)
        {
            case '<': escaped.Append("&lt;"); break;
            case '>': escaped.Append("&gt;"); break;
            case '&': escaped.Append("&amp;"); break;
            case '"': escaped.Append("&quot;"); break;
            case '\'': escaped.Append("&#39;"); break;
            case '\r': break;
            case '\n' or '\t': escaped.Append(c); break;
            // Unicode has a picture for each of the control characters below the space.
            case < ' ': escaped.Append((char)('\u2400' + c)); break;
            case '\u007f': escaped.Append('\u2421'); break;
            default:
                if (IsHidden(c))
                    escaped.Append("[U+").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)).Append(']');
                else
                    escaped.Append(c);
                break;
        }
    }

    // C1 control characters, lone surrogates, marks of direction and what has no width.
    private static bool IsHidden(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u00ad' or '\u061c' or (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\ufeff' or >= '\ufffe';
}

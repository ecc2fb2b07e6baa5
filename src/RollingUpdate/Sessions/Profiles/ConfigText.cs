using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>
/// The text of <c>config.json</c> for those who write it back: read as strictly as the CLI reads it, so that nothing is lost that a lenient
/// reader passes over (a comment, a second document), and written in the CLI's own form.
/// </summary>
internal static class ConfigText
{
    // Newtonsoft.Json reads more than JSON. What it would forgive (comments, 'quotes', a comma too many, 010 as eight) is found here first.
    private static readonly Regex Token = new(
        """\G(?:[ \t\r\n]+|"(?>[^"\\\x00-\x1f]+|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|(?<integer>0|-?[1-9][0-9]*)(?![0-9A-Za-z.+-])"""
        + """|(?<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9A-Za-z.+-])|true|false|null|[}\]]|[{\[](?![ \t\r\n]*,)|[,:](?![ \t\r\n]*[,}\]]))""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>The object the text is. Numbers that are not whole keep their text: they come as <see cref="JRaw"/>.</summary>
    /// <exception cref="JsonReaderException">It is no JSON object; the exception tells the line and the position in it.</exception>
    public static JObject Parse(string text)
    {
        // A mark that no text of the file can have by chance.
        var mark = Guid.NewGuid().ToString("N");
        var marked = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var token = Token.Match(text, at);
            if (!token.Success)
                throw NoJson(text, at);
            if (token.Groups["number"].Success)
                marked.Append('"').Append(mark).Append(token.Value).Append('"');
            else
                marked.Append(token.Value);
            at += token.Length;
        }

        using var json = new JsonTextReader(new StringReader(marked.ToString())) { DateParseHandling = DateParseHandling.None };
        var content = JObject.Load(json);
        // Throws on a second document.
        json.Read();
        foreach (var number in content.Descendants().OfType<JValue>().Where(value => value.Value is string kept && kept.StartsWith(mark, StringComparison.Ordinal)).ToList())
            number.Replace(new JRaw(((string)number.Value!).Substring(mark.Length)));
        return content;
    }

    /// <summary>The text as the CLI writes it: indented by tabs, no line end at the end, <c>&lt; &gt; &amp;</c> and line separators escaped.</summary>
    public static string Format(JObject content)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, Indentation = 1, IndentChar = '\t', CloseOutput = false })
            content.WriteTo(json);
        // Outside of strings JSON has none of these.
        return text.ToString().Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026");
    }

    private static JsonReaderException NoJson(string text, int at)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < at; i++)
        {
            if (text[i] != '\n')
                continue;
            line++;
            start = i + 1;
        }

        return new JsonReaderException("It is no JSON.", "", line, at - start + 1, null);
    }
}

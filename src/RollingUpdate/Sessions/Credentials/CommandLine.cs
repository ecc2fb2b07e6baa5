using System;
using System.Collections.Generic;
using System.Text;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Splits a process_command as the CLI does, without a shell: spaces part, single quotes keep all as it is, double quotes keep spaces, and
/// <c>""</c> is an empty argument. A backslash keeps the next character on POSIX systems; on Windows it is a character of a path, and only
/// <c>\"</c> between double quotes is a quote.
/// </summary>
internal static class CommandLine
{
    /// <exception cref="FormatException">The command is empty, or a quote or a backslash has no end; the message says which.</exception>
    public static IReadOnlyList<string> Split(string command, bool windows)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var begun = false;
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (char.IsWhiteSpace(c))
            {
                if (begun)
                    arguments.Add(current.ToString());
                current.Clear();
                begun = false;
                continue;
            }

            begun = true;
            if (c == '\'')
                i = TakeSingleQuoted(command, i, current);
            else if (c == '"')
                i = TakeDoubleQuoted(command, i, windows, current);
            else if (c == '\\' && !windows)
                current.Append(++i < command.Length ? command[i] : throw new FormatException("trailing backslash"));
            else
                current.Append(c);
        }

        if (begun)
            arguments.Add(current.ToString());
        return arguments.Count > 0 && arguments[0].Length > 0 ? arguments : throw new FormatException("process_command is empty");
    }

    /// <summary>The arguments as the one text that .NET splits again, on every system by the rules of Windows.</summary>
    public static string Join(IEnumerable<string> arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (text.Length > 0)
                text.Append(' ');
            AppendQuoted(text, argument);
        }

        return text.ToString();
    }

    // Returns where the quote ends.
    private static int TakeSingleQuoted(string command, int at, StringBuilder current)
    {
        var end = command.IndexOf('\'', at + 1);
        if (end < 0)
            throw new FormatException("unclosed quote");
        current.Append(command, at + 1, end - at - 1);
        return end;
    }

    private static int TakeDoubleQuoted(string command, int at, bool windows, StringBuilder current)
    {
        var escaped = windows ? "\"" : "\"\\$`\n";
        for (var i = at + 1; i < command.Length; i++)
        {
            if (command[i] == '"')
                return i;
            if (command[i] == '\\' && i + 1 < command.Length && escaped.IndexOf(command[i + 1]) >= 0)
                i++;
            current.Append(command[i]);
        }

        throw new FormatException("unclosed quote");
    }

    private static void AppendQuoted(StringBuilder text, string argument)
    {
        text.Append('"');
        for (var i = 0; i < argument.Length; i++)
        {
            var backslashes = 0;
            for (; i < argument.Length && argument[i] == '\\'; i++)
                backslashes++;
            // Backslashes count double before a quote, our own at the end included.
            var atQuote = i == argument.Length || argument[i] == '"';
            text.Append('\\', atQuote ? backslashes * 2 : backslashes);
            if (i == argument.Length)
                break;
            if (argument[i] == '"')
                text.Append('\\');
            text.Append(argument[i]);
        }

        text.Append('"');
    }
}

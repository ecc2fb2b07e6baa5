using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HelpBuilder;

/// <summary>Writes a cmdlet's page, and the page that lists a module's cmdlets.</summary>
internal static partial class MarkdownWriter
{
    private const int SyntaxWidth = 110;

    /// <summary>The first line of every page of a module.</summary>
    public static string Mark(string module) => $"<!-- Written by the build from the XML documentation in src/{module}; change it there. -->";

    public static string WriteIndex(string module, IReadOnlyList<CmdletHelp> cmdlets)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{Mark(module)}\n\n# {module}: the cmdlets\n\n| Cmdlet | What it does |\n|---|---|\n");
        foreach (var cmdlet in cmdlets)
            page.Append(CultureInfo.InvariantCulture, $"| [{cmdlet.Name}]({cmdlet.Name}.md) | {Escape(cmdlet.Synopsis)} |\n");
        return page.ToString();
    }

    public static string Write(CmdletHelp cmdlet, string module)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{Mark(module)}\n\n# {cmdlet.Name}\n\n{Escape(cmdlet.Synopsis)}\n\n## Syntax\n\n");
        foreach (var set in cmdlet.Syntax)
        {
            if (cmdlet.Syntax.Count > 1)
                page.Append(CultureInfo.InvariantCulture, $"{set.Name}{(set.IsDefault ? " (the default)" : "")}:\n\n");
            page.Append(CultureInfo.InvariantCulture, $"```text\n{Syntax(cmdlet.Name, set)}\n```\n\n");
        }

        page.Append("## Description\n\n").Append(Blocks(cmdlet.Description)).Append("## Examples\n\n");
        foreach (var example in cmdlet.Examples)
            page.Append(CultureInfo.InvariantCulture, $"### {Escape(example.Title)}\n\n```powershell\n{example.Code}\n```\n\n").Append(Blocks(example.Remarks));
        page.Append("## Parameters\n\n");
        foreach (var parameter in cmdlet.Parameters)
            Parameter(page, parameter);
        page.Append("### Common parameters\n\nThis cmdlet takes the common parameters: -Verbose, -Debug, -ErrorAction and the others of about_CommonParameters.\n\n");
        page.Append("## Inputs\n\n").Append(Types(cmdlet.Inputs)).Append("## Outputs\n\n").Append(Types(cmdlet.Outputs));
        if (cmdlet.Links.Count > 0)
            page.Append("## Related links\n\n").AppendJoin("\n", cmdlet.Links.Select(link => $"- {Link(link)}")).Append('\n');
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Parameter(StringBuilder page, ParameterHelp parameter)
    {
        page.Append(CultureInfo.InvariantCulture, $"### -{parameter.Name}\n\n").Append(Blocks(parameter.Text)).Append("| | |\n|---|---|\n");
        Row(page, "Type", $"`{parameter.Type}`");
        Row(page, "Parameter sets", string.Join(", ", parameter.Sets));
        Row(page, "Aliases", string.Join(", ", parameter.Aliases));
        Row(page, "Values", string.Join(", ", parameter.Values));
        Row(page, "Range", parameter.Range);
        Row(page, "Required", parameter.Mandatory ? "yes" : "no");
        Row(page, "Position", parameter.Position?.ToString(CultureInfo.InvariantCulture));
        Row(page, "Default", parameter.Default);
        Row(page, "From the pipeline", (parameter.ByValue, parameter.ByPropertyName) switch
        {
            (true, true) => "by value, by property name",
            (true, false) => "by value",
            (false, true) => "by property name",
            _ => null,
        });
        Row(page, "Wildcards", parameter.Wildcards ? "yes" : null);
        page.Append('\n');
    }

    private static void Row(StringBuilder page, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {(value[0] == '`' ? value : Escape(value))} |\n");
    }

    private static string Syntax(string name, ParameterSetHelp set)
    {
        var lines = new List<string> { name };
        foreach (var word in set.Parameters.Select(Usage).Append("[<CommonParameters>]"))
        {
            if (lines[^1].Length + 1 + word.Length > SyntaxWidth)
                lines.Add("   ");
            lines[^1] += " " + word;
        }

        return string.Join("\n", lines);
    }

    private static string Usage(ParameterHelp parameter)
    {
        var name = parameter.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var usage = parameter.IsSwitch ? $"-{parameter.Name}" : $"{name} <{parameter.Type}>";
        return parameter.Mandatory ? usage : $"[{usage}]";
    }

    private static string Types(IReadOnlyList<TypeHelp> types) =>
        string.Concat(types.Select(type => type.Name == "None" ? "None.\n\n" : $"### {type.Name}\n\n{Blocks(type.Text)}"));

    private static string Blocks(DocText text)
    {
        var markdown = new StringBuilder();
        for (var i = 0; i < text.Blocks.Count; i++)
        {
            var block = text.Blocks[i];
            var inList = block.Kind == DocBlockKind.ListItem && i + 1 < text.Blocks.Count && text.Blocks[i + 1].Kind == DocBlockKind.ListItem;
            var words = string.Concat(block.Inlines.Select(inline => inline.IsCode ? $"`{inline.Text}`" : Escape(inline.Text)));
            markdown.Append(block.Kind switch
            {
                DocBlockKind.Code => $"```powershell\n{block.ToPlain()}\n```",
                DocBlockKind.ListItem => "- " + words,
                _ => words,
            }).Append(inList ? "\n" : "\n\n");
        }

        return markdown.ToString();
    }

    private static string Link(LinkHelp link)
    {
        if (link.Uri is not null)
            return $"[{Escape(link.Text)}]({link.Uri})";
        return link.Text.StartsWith("about_", System.StringComparison.Ordinal) ? $"[{link.Text}](../../en-US/{link.Text}.help.txt)" : $"[{link.Text}]({link.Text}.md)";
    }

    private static string Escape(string text) => Special().Replace(text, @"\$0");

    // Underscores within words are no marks of Markdown.
    [GeneratedRegex(@"[\\`*<|\[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")]
    private static partial Regex Special();
}
